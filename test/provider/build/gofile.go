package main

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A goFile is a source file from which lines are cut.
type goFile struct {
	source []byte
	set    *token.FileSet
	syntax *ast.File
	cuts   []span
}

// A span is a part of a file, from the first byte to the one after the last.
type span struct{ from, to int }

func parseGo(path string) (*goFile, error) {
	source, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	f := &goFile{source: source}
	return f, f.parse()
}

func (f *goFile) parse() (err error) {
	f.set, f.cuts = token.NewFileSet(), nil
	f.syntax, err = parser.ParseFile(f.set, "", f.source, parser.ParseComments)
	return err
}

// imports returns the paths of the imported packages, by the name that they have
// in the file.
func (f *goFile) imports() map[string]string {
	all := map[string]string{}
	for _, i := range f.syntax.Imports {
		all[importName(i)] = importPath(i)
	}
	return all
}

func importPath(i *ast.ImportSpec) string {
	p, _ := strconv.Unquote(i.Path.Value) // The parser has read it.
	return p
}

// majorVersion is the end of a module's path from its second version on. A package
// of the path …/v1 is called v1.
var majorVersion = regexp.MustCompile(`^v([2-9]|\d\d+)$`)

// importName returns the name of an imported package, which without an alias is
// by convention the last element of its path that is not a version.
func importName(i *ast.ImportSpec) string {
	if i.Name != nil {
		return i.Name.Name
	}
	p := importPath(i)
	if majorVersion.MatchString(path.Base(p)) {
		p = path.Dir(p)
	}
	return strings.TrimPrefix(path.Base(p), "go-")
}

// cutFunctions cuts the functions that are not kept, with their comments.
func (f *goFile) cutFunctions(keep func(*ast.FuncDecl) bool) {
	for _, d := range f.syntax.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok && !keep(fn) {
			from := fn.Pos()
			if fn.Doc != nil {
				from = fn.Doc.Pos()
			}
			f.cutLines(from, fn.End())
		}
	}
}

// cutElements cuts those elements of lists, and arguments of calls, that begin
// with the name of a package that is not kept.
func (f *goFile) cutElements(keep func(importPath string) bool) {
	imports := f.imports()
	ast.Inspect(f.syntax, func(n ast.Node) bool {
		var elements []ast.Expr
		switch list := n.(type) {
		case *ast.CompositeLit:
			elements = list.Elts
		case *ast.CallExpr:
			elements = list.Args
		}
		for _, e := range elements {
			if p, imported := imports[rootOf(e)]; imported && !keep(p) {
				f.cutLines(e.Pos(), e.End())
			}
		}
		return true
	})
}

// rootOf returns the name that an expression such as vpc.Setup or
// ec2.ServicePackage(ctx) begins with.
func rootOf(e ast.Expr) string {
	switch x := e.(type) {
	case *ast.Ident:
		return x.Name
	case *ast.SelectorExpr:
		return rootOf(x.X)
	case *ast.CallExpr:
		return rootOf(x.Fun)
	}
	return ""
}

// cutLines cuts all lines of a span.
func (f *goFile) cutLines(from, to token.Pos) {
	start, end := f.set.Position(from).Offset, f.set.Position(to).Offset
	start = bytes.LastIndexByte(f.source[:start], '\n') + 1
	if next := bytes.IndexByte(f.source[end:], '\n'); next >= 0 {
		end += next + 1
	}
	f.cuts = append(f.cuts, span{from: start, to: end})
}

// write writes the file without the spans that were cut, and without imports
// that are then unused.
func (f *goFile) write(to string) error {
	f.apply()
	if err := f.parse(); err != nil {
		return fmt.Errorf("cannot cut %s: %w", to, err)
	}
	used := map[string]bool{}
	ast.Inspect(f.syntax, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok {
			used[rootOf(s)] = true
		}
		return true
	})
	for _, i := range f.syntax.Imports {
		if name := importName(i); !used[name] && name != "_" {
			f.cutLines(i.Pos(), i.End())
		}
	}
	f.apply()
	return os.WriteFile(to, f.source, 0o600)
}

// apply removes the spans that were cut, which may be nested.
func (f *goFile) apply() {
	slices.SortFunc(f.cuts, func(a, b span) int { return a.from - b.from })
	var rest []byte
	at := 0
	for _, c := range f.cuts {
		if c.from > at {
			rest = append(rest, f.source[at:c.from]...)
		}
		at = max(at, c.to)
	}
	f.source = append(rest, f.source[at:]...)
}

// receiver returns the type of a method's receiver, or "".
func receiver(fn *ast.FuncDecl) string {
	if fn.Recv == nil || len(fn.Recv.List) == 0 {
		return ""
	}
	t := fn.Recv.List[0].Type
	if star, ok := t.(*ast.StarExpr); ok {
		t = star.X
	}
	return rootOf(t)
}

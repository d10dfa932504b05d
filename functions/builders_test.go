package functions

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"
)

// TestBuildersReadPlans holds builders to values of plans: what the claim means is
// decided in plans, where a test sees it. Of the claim itself they read the region,
// which every resource has.
func TestBuildersReadPlans(t *testing.T) {
	files, err := filepath.Glob("*/*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("cannot find the builders: %v", err)
	}
	for _, f := range files {
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, f, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, read := range claimReads(file) {
			t.Errorf("%s: reads the claim: give the plan a field for the value", fset.Position(read.Pos()))
		}
	}
}

// TestClaimReadsAreFound shows which reads count as those of the claim.
func TestClaimReadsAreFound(t *testing.T) {
	cases := map[string]struct {
		reason, expression string
		want               int
	}{
		"Region":   {"Every resource has the region.", "d.Spec.Region", 0},
		"Plan":     {"A value of the plan is decided.", "db.Engine", 0},
		"Field":    {"A field of the claim is not.", "d.Spec.Database.Engine", 1},
		"Whole":    {"Nor is the claim as a whole.", "f(d.Spec)", 1},
		"Embedded": {"It stays the claim by another path.", "&d.Platform.Spec.Cache", 1},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			expression, err := parser.ParseExpr(tc.expression)
			if err != nil {
				t.Fatal(err)
			}
			if got := len(claimReads(expression)); got != tc.want {
				t.Errorf("%s\nwant %d reads in %s, got %d", tc.reason, tc.want, tc.expression, got)
			}
		})
	}
}

// claimReads returns the reads of the claim, other than of its region.
func claimReads(in ast.Node) []*ast.SelectorExpr {
	var reads []*ast.SelectorExpr
	ast.Inspect(in, func(n ast.Node) bool {
		s, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if s.Sel.Name == "Spec" {
			reads = append(reads, s)
		}
		of, ok := s.X.(*ast.SelectorExpr)
		return !ok || s.Sel.Name != "Region" || of.Sel.Name != "Spec"
	})
	return reads
}

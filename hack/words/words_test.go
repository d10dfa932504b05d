package main

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

func TestCheck(t *testing.T) {
	cases := map[string]struct {
		reason, path, content string
		want                  []string
	}{
		"Comment": {
			reason: "Comments in Go are checked.", path: "apis/a.go",
			content: "package a\n\n// B is read by nobody.\n",
			want:    []string{`apis/a.go:3: "nobody"`},
		},
		"String": {
			reason: "Messages are strings, which users read.", path: "apis/a.go",
			content: "package a\n\nconst b = \"it shall be c\"\n",
			want:    []string{`apis/a.go:3: "shall"`},
		},
		"Capital": {
			reason: "Case makes no difference.", path: "README.md",
			content: "Somebody writes.\n",
			want:    []string{`README.md:1: "Somebody"`},
		},
		"TwoLines": {
			reason: "A phrase that continues on the next line is reported where it begins.", path: "apis/a.go",
			content: "package a\n\n// B waits for\n// ever. C is\n// what is left.\n",
			want:    []string{`apis/a.go:3: "for ever"`, `apis/a.go:4: "is what"`},
		},
		"List": {
			reason: "Marks of lists are no words.", path: "docs/a.md",
			content: "- a sort\n  of b\n- c\n",
			want:    []string{`docs/a.md:1: "sort of"`},
		},
		"CodeBlock": {
			reason: "Code blocks in Markdown quote programs.", path: "docs/a.md",
			content: "```text\nnobody\n```\n\nnobody\n",
			want:    []string{`docs/a.md:5: "nobody"`},
		},
		"YAML": {
			reason: "Comments in manifests are documentation.", path: "examples/a.yaml",
			content: "a: b\n# made anew\n",
			want:    []string{`examples/a.yaml:2: "anew"`},
		},
		"Zone": {
			reason: "Availability zones have suffixes.", path: "docs/a.md",
			content: "The letters of the availability zones; names of letters and digits.\n",
			want:    []string{`docs/a.md:1: "letters of the availability zones"`},
		},
		"PartOfAWord": {
			reason: "Only whole words are found.", path: "apis/a.go",
			content: "package a\n\n// Shallow marshalling of shellFolders.\n",
		},
		"OtherFile": {reason: "Licences are not ours to word.", path: "LICENSE", content: "You shall.\n"},
		"Built":     {reason: "Built files are not part of the source.", path: "_output/a.md", content: "nobody\n"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			found, err := check(fstest.MapFS{tc.path: {Data: []byte(tc.content)}})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, f := range found {
				place, _, _ := strings.Cut(f.String(), ": "+f.rule.reason)
				got = append(got, place)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s\ncheck(...): -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

// TestFindingSaysWhatToWrite holds the form of a finding, which is all that a
// contributor sees.
func TestFindingSaysWhatToWrite(t *testing.T) {
	found := findings("a.md", "It shall be.\n")
	if len(found) != 1 {
		t.Fatalf("want one finding, got %v", found)
	}
	want := `a.md:1: "shall": it is the language of contracts; write must, should, or the present tense`
	if got := found[0].String(); got != want {
		t.Errorf("want %q, got %q", want, got)
	}
}

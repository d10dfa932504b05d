package main

import (
	"go/ast"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const setup = `package controller

import (
	ctrl "sigs.k8s.io/controller-runtime"

	eip "example.org/ec2/eip"
	vpc "example.org/ec2/vpc"
)

// Setup creates all controllers.
func Setup(mgr ctrl.Manager) error {
	for _, setup := range []func(ctrl.Manager) error{
		eip.Setup,
		vpc.Setup,
	} {
		if err := setup(mgr); err != nil {
			return err
		}
	}
	return nil
}

// Other does nothing.
func (v *Value) Other() {}
`

func TestCut(t *testing.T) {
	cases := map[string]struct {
		reason string
		cut    func(*goFile)
		want   string
	}{
		"Elements": {
			reason: "An import is removed with the only element that needs it.",
			cut:    func(f *goFile) { f.cutElements(func(p string) bool { return p != "example.org/ec2/eip" }) },
			want: `package controller

import (
	ctrl "sigs.k8s.io/controller-runtime"

	vpc "example.org/ec2/vpc"
)

// Setup creates all controllers.
func Setup(mgr ctrl.Manager) error {
	for _, setup := range []func(ctrl.Manager) error{
		vpc.Setup,
	} {
		if err := setup(mgr); err != nil {
			return err
		}
	}
	return nil
}

// Other does nothing.
func (v *Value) Other() {}
`,
		},
		"Functions": {
			reason: "A function is removed with its comment, and with the imports that it alone needs.",
			cut:    func(f *goFile) { f.cutFunctions(func(fn *ast.FuncDecl) bool { return receiver(fn) == "Value" }) },
			want: `package controller

import (

)


// Other does nothing.
func (v *Value) Other() {}
`,
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			path := write(t, setup)
			f, err := parseGo(path)
			if err != nil {
				t.Fatal(err)
			}
			tc.cut(f)
			if err := f.write(path); err != nil {
				t.Fatal(err)
			}
			got, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tc.want, string(got)); diff != "" {
				t.Errorf("%s\n-want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

func TestImportName(t *testing.T) {
	for path, want := range map[string]string{
		`"github.com/aws/aws-sdk-go-v2/service/ec2"`:       "ec2",
		`"github.com/hashicorp/terraform-plugin-sdk/v2"`:   "terraform-plugin-sdk",
		`"k8s.io/apimachinery/pkg/apis/meta/v1"`:           "v1",
		`"github.com/hashicorp/go-version"`:                "version",
		`alias "github.com/aws/aws-sdk-go-v2/service/ec2"`: "alias",
	} {
		f, err := parseGo(write(t, "package x\n\nimport "+path+"\n"))
		if err != nil {
			t.Fatal(err)
		}
		if got := importName(f.syntax.Imports[0]); got != want {
			t.Errorf("importName(%s): got %s, want %s", path, got, want)
		}
	}
}

// write writes a file and returns its path.
func write(t *testing.T, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "file.go")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

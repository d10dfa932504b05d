package render

import (
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// object reads one object.
func object(t *testing.T, document string) *unstructured.Unstructured {
	t.Helper()
	all := objects(t, document)
	if len(all) != 1 {
		t.Fatalf("%d objects where one is expected in %s", len(all), document)
	}
	return all[0]
}

func objects(t *testing.T, documents string) []*unstructured.Unstructured {
	t.Helper()
	all, err := readDocuments([]byte(documents))
	if err != nil {
		t.Fatalf("readDocuments(...): %v", err)
	}
	return all
}

// message returns an error's text, or "".
func message(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

const (
	claimYAML     = "apiVersion: xplatform.dev/v1alpha1\nkind: Platform\nmetadata: {name: farmers, namespace: team}\nspec: {region: eu-central-1}\n"
	configMapYAML = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: config}\n"
)

func TestReadPlatform(t *testing.T) {
	type want struct {
		name string
		err  string
	}
	cases := map[string]struct {
		reason string
		args   string
		want   want
	}{
		"Alone":   {reason: "A file with one claim is read.", args: claimYAML, want: want{name: "farmers"}},
		"Beside":  {reason: "Other objects and comments in the file are ignored.", args: "# A comment.\n---\n" + configMapYAML + "---\n" + claimYAML, want: want{name: "farmers"}},
		"Nothing": {reason: "The error for an empty file lists the expected kinds.", args: "# Nothing.\n", want: want{err: "cannot read claim from FILE: it holds no object at all, where xplatform.dev/v1alpha1 Platform, xplatform.dev/v1alpha1 XPlatform or m.xplatform.dev/v1alpha1 Platform is expected"}},
		"Else":    {reason: "The error names the objects that were found instead.", args: configMapYAML, want: want{err: `cannot read claim from FILE: found v1 ConfigMap "config", where xplatform.dev/v1alpha1 Platform, xplatform.dev/v1alpha1 XPlatform or m.xplatform.dev/v1alpha1 Platform is expected`}},
		"Two":     {reason: "Two platforms in one file are an error.", args: claimYAML + "---\n" + claimYAML, want: want{err: `cannot read claim from FILE: it holds 2 platforms, one at a time can be rendered: xplatform.dev/v1alpha1 Platform "farmers", xplatform.dev/v1alpha1 Platform "farmers"`}},
		"NotYAML": {reason: "A duplicate key is an error; the last one does not win.", args: "kind: A\nkind: B\n", want: want{err: "cannot read claim from FILE: cannot read document 1: yaml: unmarshal errors:\n  line 2: key \"kind\" already set in map"}},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			if err := os.WriteFile("FILE", []byte(tc.args), 0o600); err != nil {
				t.Fatal(err)
			}
			o, err := ReadPlatform("FILE")
			got := want{err: message(err)}
			if o != nil {
				got.name = o.GetName()
			}
			if diff := cmp.Diff(tc.want, got, cmp.AllowUnexported(want{})); diff != "" {
				t.Errorf("%s\nReadPlatform(...): -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

func TestFamilyOf(t *testing.T) {
	type args struct {
		apiVersion, kind string
		asked            Family
	}
	type want struct {
		family Family
		err    string
	}
	cases := map[string]struct {
		reason string
		args   args
		want   want
	}{
		"Claim":             {reason: "A claim is rendered through the cluster family by default.", args: args{apiVersion: "xplatform.dev/v1alpha1", kind: "Platform"}, want: want{family: FamilyCluster}},
		"ClaimAsNamespaced": {reason: "A claim can be rendered through the namespaced family.", args: args{apiVersion: "xplatform.dev/v1alpha1", kind: "Platform", asked: FamilyNamespaced}, want: want{family: FamilyNamespaced}},
		"Namespaced":        {reason: "A composite is rendered through its own family.", args: args{apiVersion: "m.xplatform.dev/v1alpha1", kind: "Platform"}, want: want{family: FamilyNamespaced}},
		"WrongFamily":       {reason: "A composite cannot change its family.", args: args{apiVersion: "xplatform.dev/v1alpha1", kind: "XPlatform", asked: FamilyNamespaced}, want: want{err: `cannot render xplatform.dev/v1alpha1 XPlatform "x" through family namespaced: it belongs to family cluster`}},
		"UnknownFamily":     {reason: "An unknown family is an error that lists both.", args: args{apiVersion: "xplatform.dev/v1alpha1", kind: "Platform", asked: "v2"}, want: want{err: `cannot render family "v2": write cluster or namespaced`}},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			o := &unstructured.Unstructured{}
			o.SetAPIVersion(tc.args.apiVersion)
			o.SetKind(tc.args.kind)
			o.SetName("x")
			family, err := FamilyOf(o, tc.args.asked)
			if diff := cmp.Diff(tc.want, want{family: family, err: message(err)}, cmp.AllowUnexported(want{})); diff != "" {
				t.Errorf("%s\nFamilyOf(...): -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

package pipeline

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/xplatform-dev/xplatform/internal/render"
)

// TestSecretOfAnotherOwner lets the real crossplane CLI answer the functions'
// request for the connection Secret, on which no other resource depends.
func TestSecretOfAnotherOwner(t *testing.T) {
	bin := os.Getenv("XPLATFORM_BIN")
	if bin == "" {
		t.Skip("XPLATFORM_BIN names no directory with the crossplane CLI and the functions: run make test")
	}
	turns := play(t, "cases/farmers-namespaced")
	last := turns[len(turns)-1]
	isSecret := func(o *unstructured.Unstructured) bool { return o.GetAPIVersion() == "v1" && o.GetKind() == "Secret" }
	before := slices.DeleteFunc(slices.Clone(last.Observed), isSecret)
	_, cli := realCLI(t, bin, render.Request{Claim: "cases/farmers-namespaced/claim.yaml"}, nil)
	owned := `ownerReferences: [{apiVersion: m.xplatform.dev/v1alpha1, kind: Platform, name: farmers, uid: "` + string(last.Composite.GetUID()) + `", controller: true}]`
	cases := map[string]struct {
		reason   string
		owner    string
		composed bool
	}{
		"WithoutOwner": {reason: "A Secret without an owner is not taken over."},
		"Own":          {reason: "The platform's own Secret is composed.", owner: owned, composed: true},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			cli.Crossplane = finding(t, filepath.Join(bin, "crossplane"), "{apiVersion: v1, kind: Secret, metadata: {name: farmers-connection, namespace: default, "+tc.owner+"}}")
			got, err := cli.Reconcile(t.Context(), last.Composite, before)
			if err != nil {
				t.Fatal(err)
			}
			if composed := slices.ContainsFunc(got.Resources, isSecret); composed != tc.composed {
				t.Errorf("%s\nthe Secret is composed: want %t, got %t", tc.reason, tc.composed, composed)
			}
			if says := strings.Contains(conditionLine(got), "waits for Secret default/farmers-connection to be gone"); says == tc.composed {
				t.Errorf("%s\nthe message of the platform is: %s", tc.reason, conditionLine(got))
			}
			if want := len(last.Result.Resources) - 1; len(slices.DeleteFunc(got.Resources, isSecret)) != want {
				t.Errorf("%s\nof %d other resources, %d are composed", tc.reason, want, len(got.Resources))
			}
		})
	}
}

// finding returns the crossplane CLI with an existing object for functions that
// request it.
func finding(t *testing.T, crossplane, object string) string {
	t.Helper()
	dir := t.TempDir()
	exists, script := filepath.Join(dir, "exists.yaml"), filepath.Join(dir, "crossplane")
	if err := os.WriteFile(exists, []byte(object), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(script, fmt.Appendf(nil, "#!/bin/sh\nexec '%s' \"$@\" --required-resources='%s'\n", crossplane, exists), 0o700); err != nil {
		t.Fatal(err)
	}
	return script
}

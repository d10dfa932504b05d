package pipeline

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"

	"github.com/xplatform-dev/xplatform/internal/emit"
	"github.com/xplatform-dev/xplatform/internal/providercrd"
)

// TestExternalNamesAreWritten proves that a resource whose ID AWS generates has
// it as external name from the reconcile on in which the ID is observed.
func TestExternalNamesAreWritten(t *testing.T) {
	checked := 0
	eachReconcile(t, func(t *testing.T, turn turn) {
		t.Helper()
		for _, o := range turn.Observed {
			desired := find(turn.Result.Resources, key(o))
			id, _, _ := unstructured.NestedString(o.Object, "status", "atProvider", "id")
			if desired == nil || id == "" || !emit.IdentifiedByAWS(kindOf(o)) {
				continue
			}
			checked++
			if identity(desired) != id {
				t.Errorf("%s is %s in AWS, and its external name %q: the provider would create it a second time", key(o), id, identity(desired))
			}
		}
	})
	if checked == 0 {
		t.Error("no case has a resource whose ID AWS generates")
	}
}

func kindOf(o *unstructured.Unstructured) string {
	service, _, _ := strings.Cut(o.GroupVersionKind().Group, ".")
	return o.GetKind() + "." + service
}

// TestExternalNamesAreThoseOfTheProvider reads in the provider's source how it
// identifies each kind that any case composes.
func TestExternalNamesAreThoseOfTheProvider(t *testing.T) {
	dir, err := providercrd.Source()
	if err != nil {
		t.Fatal(err)
	}
	source, err := os.ReadFile(filepath.Join(dir, "config", "externalname.go"))
	if err != nil {
		t.Fatal(err)
	}
	byAWS := map[string]bool{}
	for _, m := range regexp.MustCompile(`"(aws_\w+)": +config\.IdentifierFromProvider,`).FindAllStringSubmatch(string(source), -1) {
		byAWS[m[1]] = true
	}
	scheme, kinds := types(t), map[string]string{}
	eachReconcile(t, func(t *testing.T, turn turn) {
		t.Helper()
		for _, o := range turn.Result.Resources {
			if providers(o) {
				kinds[kindOf(o)] = terraformType(t, scheme, o)
			}
		}
	})
	for _, k := range slices.Sorted(maps.Keys(kinds)) {
		if got, want := emit.IdentifiedByAWS(k), byAWS[kinds[k]]; got != want {
			t.Errorf("AWS generates the ID of a %s: %v, the provider says %v for %s", k, got, want, kinds[k])
		}
	}
}

// terraformType returns the Terraform resource type of an object.
func terraformType(t *testing.T, scheme *runtime.Scheme, o *unstructured.Unstructured) string {
	t.Helper()
	typed, err := scheme.New(o.GroupVersionKind())
	if err != nil {
		t.Fatal(err)
	}
	return typed.(interface{ GetTerraformResourceType() string }).GetTerraformResourceType()
}

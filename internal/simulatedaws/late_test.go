package simulatedaws

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xplatform-dev/xplatform/internal/emit"
	"github.com/xplatform-dev/xplatform/internal/providercrd"
)

// spared matches the parameters that the provider does not late-initialize.
var spared = regexp.MustCompile(`WithNameFilter\("(\w+)"\)`)

// TestForgottenNamesAreTheProviders holds the kinds whose name a restart loses against
// those whose name the functions write.
func TestForgottenNamesAreTheProviders(t *testing.T) {
	for key, k := range kinds {
		service, kind, _ := strings.Cut(key, "/")
		if got, want := !k.named() && !k.derived, emit.IdentifiedByAWS(kind+"."+service); got != want {
			t.Errorf("%s: that its name is kept in memory only is %v, want %v", key, got, want)
		}
	}
}

// TestLateFieldsAreTheProviders holds the fields that are filled in against what the
// provider's code does: it fills in all that AWS reports of a resource, that is one
// of its parameters, and that is neither set nor spared.
func TestLateFieldsAreTheProviders(t *testing.T) {
	judge, err := providercrd.NewJudge()
	if err != nil {
		t.Fatal(err)
	}
	source, err := providercrd.Source()
	if err != nil {
		t.Fatal(err)
	}
	observed, err := (&Provider{Sound: true}).Act(objects(t, everyKind), nil)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]map[string]bool{}
	for _, o := range observed {
		r, err := newResource(o, nil)
		if err != nil {
			t.Fatal(err)
		}
		service, kind, _ := strings.Cut(kindKey(o), "/")
		file := filepath.Join(source, "apis", "namespaced", service, "v1beta1", "zz_"+strings.ToLower(kind)+"_terraformed.go")
		code, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		ignored := map[string]bool{}
		for _, m := range spared.FindAllStringSubmatch(string(code), -1) {
			ignored[strings.ToLower(m[1])] = true
		}
		reported, _ := o.Object["status"].(map[string]any)["atProvider"].(map[string]any)
		parameters := schemaOf(t, judge, o).Properties["spec"].Properties["forProvider"].Properties
		for field := range reported {
			_, parameter := parameters[field]
			_, asked := r.parameters()[field]
			if parameter && !asked && !ignored[strings.ToLower(field)] {
				if want[kindKey(o)] == nil {
					want[kindKey(o)] = map[string]bool{}
				}
				want[kindKey(o)][field] = true
			}
		}
	}
	for _, key := range slices.Sorted(maps.Keys(kinds)) {
		fields := slices.Sorted(maps.Keys(want[key]))
		if diff := cmp.Diff(fields, slices.Sorted(slices.Values(kinds[key].late))); diff != "" {
			t.Errorf("%s: -provider, +table:\n%s", key, diff)
		}
	}
}

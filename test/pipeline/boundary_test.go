package pipeline

import (
	"errors"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/render"
)

// TestEveryRoleIsBounded adds a permissions boundary to the claim of every
// case: accounts that require one refuse every role without, and every platform
// has a role.
func TestEveryRoleIsBounded(t *testing.T) {
	const boundary = "arn:aws:iam::123456789012:policy/platform-boundary"
	bounded := map[string]bool{}
	eachReconcile(t, func(t *testing.T, turn turn) {
		t.Helper()
		xr := turn.Composite.DeepCopy()
		if err := unstructured.SetNestedField(xr.Object, boundary, "spec", "permissionsBoundaryArn"); err != nil {
			t.Fatal(err)
		}
		result, err := pipeline().Reconcile(t.Context(), xr, turn.Observed)
		if refused := (*render.FatalError)(nil); errors.As(err, &refused) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range result.Resources {
			if o.GetKind() != "Role" || !turn.Asked[key(o)] || ofRemovedStore(xr, key(o)) {
				continue // Resources that are draining or held are unchanged.
			}
			bounded[key(o)] = true
			want := ownBoundary(xr, key(o))
			if want == "" {
				want = boundary
			}
			if got, _, _ := unstructured.NestedString(o.Object, "spec", "forProvider", "permissionsBoundary"); got != want {
				t.Errorf("%s has the boundary %q, want %q", key(o), got, want)
			}
		}
	})
	for _, k := range []name.Key{name.FlowLogRole, name.DatabaseMonitoringRole, name.SearchRole, name.TaskRole("web"), name.ExecutionRole("web")} {
		if !bounded[string(k)] {
			t.Errorf("no case has a %s: this test has tested too little", k)
		}
	}
}

// ofRemovedStore reports whether a role belongs to a store that the claim no
// longer has.
func ofRemovedStore(xr *unstructured.Unstructured, k string) bool {
	for _, store := range []string{"database", "search"} {
		if _, has, _ := unstructured.NestedMap(xr.Object, "spec", store); !has && strings.HasPrefix(k, store+"-") {
			return true
		}
	}
	return false
}

// ownBoundary returns the boundary that a service has instead of the
// platform's.
func ownBoundary(xr *unstructured.Unstructured, k string) string {
	services, _, _ := unstructured.NestedSlice(xr.Object, "spec", "services")
	for _, s := range services {
		service, _ := s.(map[string]any)
		named, _, _ := unstructured.NestedString(service, "name")
		if k == string(name.TaskRole(named)) || k == string(name.ExecutionRole(named)) {
			own, _, _ := unstructured.NestedString(service, "taskRole", "permissionsBoundaryArn")
			return own
		}
	}
	return ""
}

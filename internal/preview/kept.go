package preview

import (
	"fmt"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/render"
	"github.com/xplatform-dev/xplatform/internal/timeline"
)

// kept returns the resources that a platform has and that a new platform with the same
// claim would not have.
func kept(result *render.Result, asked map[string]bool) []Kept {
	out := []Kept{}
	if asked == nil {
		return out
	}
	for _, o := range result.Resources {
		if k := timeline.Key(o); !asked[k] {
			out = append(out, Kept{Resource: newResource(o), Reason: reason(k, result.Composite)})
		}
	}
	return out
}

// reason returns why a platform keeps a resource.
func reason(k string, composite *unstructured.Unstructured) string {
	for _, store := range []string{"database", "cache", "search"} {
		_, asked, _ := unstructured.NestedMap(composite.Object, "spec", store)
		if !asked && (k == store || strings.HasPrefix(k, store+"-") || k == "encryption-key-usage-"+store) {
			return fmt.Sprintf("the deletion of the %s is not confirmed: write spec.%s again, or delete its data with spec.confirmDeletion: [%s]", store, store, store)
		}
	}
	if strings.HasPrefix(k, name.TaskDefinitions) {
		return "the task definition before the current one, for a roll-back"
	}
	return "in use, or kept because its deletion would lose data or change an address"
}

package pipeline

import (
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/container"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

// TestTasksReachTheirStores proves that both security groups keep the way between
// tasks and a store open for as long as ECS runs tasks that use the store.
func TestTasksReachTheirStores(t *testing.T) {
	checked, former := 0, 0
	eachReconcile(t, func(t *testing.T, turn turn) {
		t.Helper()
		for _, o := range platform(turn.Observed).of("Service") {
			service := strings.TrimPrefix(key(o), name.Services)
			for _, store := range plan.Stores {
				ways := []name.Key{name.StoreIngress(store, service), name.ServiceEgress(string(store), service)}
				if !runsWith(turn, service, store) || find(turn.Observed, string(ways[0])) == nil || find(turn.Observed, string(ways[1])) == nil {
					continue
				}
				checked++
				if !turn.Asked[string(ways[1])] {
					former++
				}
				for _, way := range ways {
					if find(turn.Result.Resources, string(way)) == nil {
						t.Errorf("tasks of %s use the %s, and %s is no longer desired", service, store, way)
					}
				}
			}
		}
	})
	if checked == 0 || former == 0 {
		t.Errorf("%d ways to stores were checked, %d of them of an earlier claim: both must be more than 0", checked, former)
	}
}

// runsWith reports whether the task definition that ECS runs for a service contains the
// variable of a store.
func runsWith(turn turn, service string, store v1alpha1.Store) bool {
	running := atProvider(find(turn.Observed, string(name.Service(service))), "taskDefinition")
	for _, d := range platform(turn.Observed).of("TaskDefinition") {
		if !live.SameTaskDefinition(atProvider(d, "arn"), running) {
			continue
		}
		document, _ := forProvider(d)["containerDefinitions"].(string)
		return len(container.Values(container.Parse(document), container.StoreVariable(store))) > 0
	}
	return false
}

// atProvider returns a field of status.atProvider.
func atProvider(o *unstructured.Unstructured, field string) string {
	text, _, _ := unstructured.NestedString(o.Object, "status", "atProvider", field)
	return text
}

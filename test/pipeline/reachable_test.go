package pipeline

import (
	"fmt"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// TestTargetsStayReachable proves that security groups allow the load balancer
// to reach the port of every target group to which an existing rule or listener
// still forwards requests.
func TestTargetsStayReachable(t *testing.T) {
	checked := 0
	eachReconcile(t, func(t *testing.T, turn turn) {
		t.Helper()
		_, out := openings(t, turn.Result.Resources)
		if find(turn.Result.Resources, "load-balancer") == nil {
			return
		}
		for _, g := range platform(turn.Observed).of("LBTargetGroup") {
			arn, _, _ := unstructured.NestedString(g.Object, "status", "atProvider", "arn")
			port := fmt.Sprint(forProvider(g)["port"])
			if !forwarded(turn.Observed, arn) {
				continue
			}
			checked++
			if zonesReached(out, key(g), port, 1) == 0 {
				t.Errorf("%s receives requests, and the load balancer cannot reach port %s", key(g), port)
			}
			if find(turn.Result.Resources, key(g)) == nil {
				t.Errorf("%s receives requests, and is no longer desired", key(g))
			}
		}
	})
	if checked == 0 {
		t.Error("no case forwards requests")
	}
}

// forwarded reports whether an observed rule or listener names a target group.
func forwarded(observed []*unstructured.Unstructured, arn string) bool {
	for _, o := range observed {
		if o.GetKind() != "LBListenerRule" && o.GetKind() != "LBListener" {
			continue
		}
		found := false
		walk("status", o.Object["status"], func(_ string, v any) { found = found || v == arn })
		if found && arn != "" {
			return true
		}
	}
	return false
}

package pipeline

import (
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// TestScalingMeasuresWhatIsServed proves that no service is scaled by the
// requests of a target group that receives none while another one of the
// service does.
func TestScalingMeasuresWhatIsServed(t *testing.T) {
	checked := 0
	eachReconcile(t, func(t *testing.T, turn turn) {
		t.Helper()
		for _, policy := range turn.Result.Resources {
			label, _, _ := unstructured.NestedString(policy.Object, "spec", "forProvider",
				"targetTrackingScalingPolicyConfiguration", "predefinedMetricSpecification", "resourceLabel")
			service := strings.TrimPrefix(key(policy), "scaling-requests-")
			if label == "" {
				continue
			}
			var served, measured bool
			for _, g := range platform(turn.Observed).of("LBTargetGroup") {
				if !strings.HasPrefix(key(g), "target-group-"+service+"-") {
					continue
				}
				arn, _, _ := unstructured.NestedString(g.Object, "status", "atProvider", "arn")
				suffix, _, _ := unstructured.NestedString(g.Object, "status", "atProvider", "arnSuffix")
				gets := getsRequests(turn.Observed, arn)
				served = served || gets
				measured = measured || gets && strings.HasSuffix(label, suffix)
			}
			checked++
			if served && !measured {
				t.Errorf("%s measures %s, which receives no requests", key(policy), label)
			}
		}
	})
	if checked == 0 {
		t.Error("no case is scaled by requests")
	}
}

// getsRequests reports whether an observed rule forwards requests to a target
// group, with a weight above 0.
func getsRequests(observed []*unstructured.Unstructured, arn string) bool {
	found := false
	for _, r := range platform(observed).of("LBListenerRule") {
		walk("status", r.Object["status"], func(_ string, v any) {
			if m, ok := v.(map[string]any); ok && m["arn"] == arn && m["weight"] != nil {
				w, _ := m["weight"].(float64)
				n, _ := m["weight"].(int64)
				found = found || w > 0 || n > 0
			}
		})
	}
	return found
}

package pipeline

import (
	"fmt"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
)

// TestSecurityGroupsStayWithinTheirQuota counts the rules of every security
// group while a reconcile is applied: existing ones are still there when others
// are created.
func TestSecurityGroupsStayWithinTheirQuota(t *testing.T) {
	full := false
	eachReconcile(t, func(t *testing.T, turn turn) {
		t.Helper()
		rules := map[string]map[string]bool{}
		for _, o := range append(append([]*unstructured.Unstructured{}, turn.Observed...), turn.Result.Resources...) {
			if o.GetKind() != "SecurityGroupRule" {
				continue
			}
			p := forProvider(o)
			for _, family := range families(p) {
				at := fmt.Sprint(p["securityGroupIdRef"], " ", p["type"], " ", family)
				if rules[at] == nil {
					rules[at] = map[string]bool{}
				}
				rules[at][key(o)] = true
			}
		}
		for at, keys := range rules {
			full = full || len(keys) == v1alpha1.MaxGroupRules
			if len(keys) > v1alpha1.MaxGroupRules {
				t.Errorf("%s: %d rules", at, len(keys))
			}
		}
	})
	if !full {
		t.Error("no security group of any case is full")
	}
}

// families returns the address families in which AWS counts a rule: one that names
// another group counts in both.
func families(p map[string]any) []string {
	switch {
	case p["cidrBlocks"] != nil:
		return []string{"ipv4"}
	case p["ipv6CidrBlocks"] != nil:
		return []string{"ipv6"}
	}
	return []string{"ipv4", "ipv6"}
}

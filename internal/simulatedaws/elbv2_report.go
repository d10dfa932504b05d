package simulatedaws

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/xplatform-dev/xplatform/internal/partition"
)

// loadBalancer reports what callers need to reach an application load balancer,
// the only type that is simulated. Those of a region share one hosted zone.
func loadBalancer(p report) {
	_, suffix, _ := strings.Cut(p.externalName(), ":loadbalancer/")
	p.invent("arnSuffix", suffix)
	p.invent("loadBalancerType", "application")
	p.invent("ipAddressType", "ipv4")
	p.invent("zoneId", "Z"+strings.ToUpper(hash("load balancers", p.region())[:13]))
	host := fmt.Sprintf("%s-1%09d.%s.elb.%s", p.asked("name"), number(p.resource, 1e9), p.region(), partition.Of(p.region()).DNSSuffix)
	if internal, _ := p.atProvider["internal"].(bool); internal {
		host = "internal-" + host
	}
	p.invent("dnsName", host)
	mapSubnets(p)
	inVPCOf("subnets")(p)
}

// mapSubnets reports the subnets of a load balancer in their other form. If
// both forms are set and differ, the provider sets one after the other,
// indefinitely, and the second stays.
func mapSubnets(p report) {
	subnets, _ := p.atProvider["subnets"].([]any)
	mapping, mapped := p.atProvider["subnetMapping"].([]any)
	if !mapped {
		for _, subnet := range subnets {
			mapping = append(mapping, map[string]any{subnetField: subnet})
		}
		p.atProvider["subnetMapping"] = mapping
		return
	}
	mappedTo := make([]any, 0, len(mapping))
	for _, m := range mapping {
		to, _ := m.(map[string]any)
		mappedTo = append(mappedTo, to[subnetField])
	}
	if len(subnets) > 0 && len(mapping) > 0 && !sameSet(subnets, mappedTo) {
		p.wrote("subnets and subnetMapping are set in AWS in turn: %v and %v", subnets, mappedTo)
		p.atProvider["subnets"] = mappedTo
	}
}

// listenerRule has the provider write a rule again whose only target group is named
// otherwise than it reads it.
func listenerRule(p report) {
	initial, _, _ := unstructured.NestedSlice(p.Object, "spec", "initProvider", "action")
	actions, _ := p.parameters()["action"].([]any)
	for i, a := range actions {
		action, _ := a.(map[string]any)
		groups, _, _ := unstructured.NestedSlice(action, "forward", "targetGroup")
		if len(groups) == 1 && (action[targetGroupField] != nil || !names(initial, i)) && p.provider.suffers(RuleReadTwoWays) {
			p.wrote("action[%d] is updated in AWS, as %s is read right after a write alone", i, targetGroupField)
		}
	}
}

const targetGroupField = "targetGroupArn"

// names reports whether an action is asked to name a target group at first.
func names(initial []any, i int) bool {
	if i >= len(initial) {
		return false
	}
	action, _ := initial[i].(map[string]any)
	return action[targetGroupField] != nil
}

// sameSet reports whether two lists hold the same, in any order.
func sameSet(a, b []any) bool {
	return !slices.ContainsFunc(a, func(v any) bool { return !slices.Contains(b, v) }) &&
		!slices.ContainsFunc(b, func(v any) bool { return !slices.Contains(a, v) })
}

// loadBalancersField tells which load balancers send requests to a target
// group. ECS takes no service into a target group that has none.
const loadBalancersField = "loadBalancerArns"

func targetGroup(p report) {
	_, suffix, _ := strings.Cut(p.externalName(), ":targetgroup/")
	p.invent("arnSuffix", "targetgroup/"+suffix)
	if balancers := loadBalancersOf(p); len(balancers) > 0 {
		p.atProvider[loadBalancersField] = balancers
	}
}

// loadBalancersOf returns those of which a listener or a rule names the target
// group. Either of them knows its listener's ARN, which holds the load
// balancer's.
func loadBalancersOf(p report) []any {
	found := map[string]bool{}
	for kind, field := range map[string]string{"elbv2/LBListener": "arn", "elbv2/LBListenerRule": "listenerArn"} {
		for o := range p.world.ofKind(p.resource, kind) {
			atProvider, _, _ := unstructured.NestedFieldNoCopy(o.Object, "status", "atProvider")
			if listener := status(o, field); listener != "" && mentions(atProvider, p.externalName()) {
				found[strings.Replace(listener[:strings.LastIndex(listener, "/")], ":listener/", ":loadbalancer/", 1)] = true
			}
		}
	}
	arns := make([]any, 0, len(found))
	for _, arn := range slices.Sorted(maps.Keys(found)) {
		arns = append(arns, arn)
	}
	return arns
}

// mentions says whether a text occurs as a value anywhere in v.
func mentions(v any, text string) bool {
	switch v := v.(type) {
	case string:
		return v == text
	case []any:
		return slices.ContainsFunc(v, func(item any) bool { return mentions(item, text) })
	case map[string]any:
		return slices.ContainsFunc(slices.Collect(maps.Values(v)), func(item any) bool { return mentions(item, text) })
	default:
		return false
	}
}

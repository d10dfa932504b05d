package simulatedaws

import (
	"fmt"
	"slices"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// A forward is the action of a rule or a listener that sends requests to target
// groups.
type forward struct {
	// arn is the only target group, where one is named beside the list.
	arn    string
	groups []string
	sticky bool
}

// actionFields are the fields that hold actions, by kind.
var actionFields = map[string]string{"elbv2/LBListener": "defaultAction", "elbv2/LBListenerRule": "action"}

// forwardsOf returns the actions in a list, whether asked for or reported, that
// forward.
func forwardsOf(list any) []forward {
	actions, _ := list.([]any)
	var out []forward
	for _, a := range actions {
		action, _ := a.(map[string]any)
		if action["type"] != "forward" {
			continue
		}
		var f forward
		f.arn, _ = action[targetGroupField].(string)
		f.sticky, _, _ = unstructured.NestedBool(action, "forward", "stickiness", "enabled")
		groups, _, _ := unstructured.NestedFieldNoCopy(action, "forward", "targetGroup")
		list, _ := groups.([]any)
		for _, g := range list {
			group, _ := g.(map[string]any)
			arn, _ := group["arn"].(string)
			f.groups = append(f.groups, arn)
		}
		out = append(out, f)
	}
	return out
}

// unsticky says whether the action lets a client change between several target
// groups.
func (f forward) unsticky() bool { return len(f.groups) > 1 && !f.sticky }

// strays is why AWS refuses an action: a client that is bound to a target could
// be sent to another group.
func strays(w *world, r *resource) string {
	for _, f := range forwardsOf(r.parameters()[actionFields[kindKey(r.Unstructured)]]) {
		for _, arn := range f.groups {
			if f.unsticky() && sticky(w.withStatus(r, "elbv2/LBTargetGroup", "arn", arn)) {
				return "InvalidLoadBalancerAction: You must enable group stickiness on a rule if you enabled target stickiness on one of its target groups"
			}
		}
	}
	return ""
}

// sticky says whether a target group is seen to bind clients to targets.
func sticky(group *unstructured.Unstructured) bool {
	if group == nil {
		return false
	}
	enabled, _, _ := unstructured.NestedBool(group.Object, "status", "atProvider", "stickiness", "enabled")
	return enabled
}

// strayed is why AWS refuses to make a target group sticky: an action that has it
// lets clients stray.
func strayed(w *world, r *resource) string {
	if enabled, _, _ := unstructured.NestedBool(r.parameters(), "stickiness", "enabled"); !enabled {
		return ""
	}
	for kind, field := range actionFields {
		for o := range w.ofKind(r, kind) {
			list, _, _ := unstructured.NestedFieldNoCopy(o.Object, "status", "atProvider", field)
			for _, f := range forwardsOf(list) {
				if f.unsticky() && slices.Contains(f.groups, r.externalName()) {
					return fmt.Sprintf("InvalidConfigurationRequest: This target group appears behind a rule with group stickiness disabled (%s). You must enable group stickiness before enabling target stickiness", status(o, "arn"))
				}
			}
		}
	}
	return ""
}

// clings is why a listener that forwards to one target group gets no second one.
// The provider takes the group's ARN for something that AWS added, and keeps it in
// an action that no longer asks for it; AWS refuses what then contradicts itself.
// https://github.com/crossplane-contrib/provider-upjet-aws/blob/v2.5.0/config/namespaced/elbv2/config.go
// https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Action.html
func clings(w *world, r *resource) string {
	was := forwardsOf(r.before["defaultAction"])
	for i, f := range forwardsOf(r.parameters()["defaultAction"]) {
		if i >= len(was) || was[i].arn == "" || f.arn != "" {
			continue
		}
		if len(f.groups) > 1 || !slices.Contains(f.groups, was[i].arn) {
			return "ValidationError: You can specify only one target group using ForwardConfig, and it must be the one specified in TargetGroupArn"
		}
	}
	return strays(w, r)
}

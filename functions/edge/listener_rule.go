package edge

import (
	elb "github.com/upbound/provider-aws/v2/apis/namespaced/elbv2/v1beta1"

	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/optional"
	"github.com/xplatform-dev/xplatform/internal/plan/edge"
	"github.com/xplatform-dev/xplatform/internal/refer"
)

// listenerRule forwards the requests for a host and a path to a service.
func listenerRule(e edge.Plan, r edge.Rule) *elb.LBListenerRule {
	return &elb.LBListenerRule{
		Spec: elb.LBListenerRuleSpec{
			ForProvider: elb.LBListenerRuleParameters{
				Region:         &e.Spec.Region,
				ListenerArnRef: refer.To(e.Names, name.ListenerHTTPS),
				Priority:       optional.Number(r.Priority),
				Condition:      conditions(r),
				Action:         []elb.ActionParameters{action(r.Forward)},
			},
			InitProvider: elb.LBListenerRuleInitParameters{Action: singleTarget(r.Forward)},
		},
	}
}

// conditions returns the conditions of a rule, all of which must match; a
// condition matches if any of its values does.
func conditions(r edge.Rule) []elb.ConditionParameters {
	var out []elb.ConditionParameters
	if len(r.Hosts) > 0 {
		out = append(out, elb.ConditionParameters{HostHeader: &elb.HostHeaderParameters{Values: texts(r.Hosts)}})
	}
	if r.Path != "" {
		out = append(out, elb.ConditionParameters{PathPattern: &elb.PathPatternParameters{Values: texts([]string{r.Path})}})
	}
	return out
}

// action returns the action of a rule, which names one group or more in
// forward.
func action(f edge.Forward) elb.ActionParameters {
	groups := make([]elb.ForwardTargetGroupParameters, 0, len(f.Targets))
	for _, t := range f.Targets {
		groups = append(groups, elb.ForwardTargetGroupParameters{Arn: &t.ARN, Weight: optional.Number(t.Weight)})
	}
	return elb.ActionParameters{
		Order:   new(1.0),
		Type:    new("forward"),
		Forward: &elb.ActionForwardParameters{TargetGroup: groups, Stickiness: groupStickiness(f)},
	}
}

// singleTarget names a single group a second time, as AWS reports it, in
// initProvider, where a difference causes no update. The provider reads
// targetGroupArn right after it has written a rule, and omits it at every later
// observation: in forProvider it would differ at one of them.
func singleTarget(f edge.Forward) []elb.ActionInitParameters {
	if f.Single() == "" {
		return nil
	}
	return []elb.ActionInitParameters{{TargetGroupArn: optional.Text(f.Single())}}
}

// groupStickiness keeps a client with one of several groups. It is unset with a
// single group, because AWS then reports it as disabled.
func groupStickiness(f edge.Forward) *elb.ForwardStickinessParameters {
	if f.StickySeconds == 0 {
		return nil
	}
	return &elb.ForwardStickinessParameters{Enabled: new(true), Duration: optional.Number(f.StickySeconds)}
}

func texts(list []string) []*string {
	out := make([]*string, len(list))
	for i := range list {
		out[i] = &list[i]
	}
	return out
}

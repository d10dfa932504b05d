package simulatedaws

import (
	"fmt"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// taskDefinition reports the revision of a family that was registered. It is
// one more than the highest that still exists; AWS itself would not give away
// again the number of one that is gone.
func taskDefinition(p report) {
	family := p.asked("family")
	p.invent("revision", highestRevision(p, family)+1)
	p.atProvider["arnWithoutRevision"] = regionalARN(p.resource, "ecs", "task-definition/"+family)
	p.atProvider["arn"] = fmt.Sprintf("%s:%d", p.text("arnWithoutRevision"), p.count("revision"))
}

func highestRevision(p report, family string) int64 {
	var highest int64
	for o := range p.world.ofKind(p.resource, "ecs/TaskDefinition") {
		if revision, _, _ := unstructured.NestedFieldNoCopy(o.Object, "status", "atProvider", "revision"); status(o, "family") == family {
			highest = max(highest, count(revision))
		}
	}
	return highest
}

// unbalanced repeats AWS's refusal of a service in a target group without load
// balancer. One that is no resource here is managed elsewhere, and considered
// to have one; a service that is in a target group already stays there.
func unbalanced(w *world, r *resource) string {
	balancers, _ := r.parameters()["loadBalancer"].([]any)
	for _, b := range balancers {
		balancer, _ := b.(map[string]any)
		arn, _ := balancer[targetGroupField].(string)
		group := w.withStatus(r, "elbv2/LBTargetGroup", "arn", arn)
		if group == nil || mentions(r.before["loadBalancer"], arn) {
			continue
		}
		if _, ok, _ := unstructured.NestedFieldNoCopy(group.Object, "status", "atProvider", loadBalancersField); !ok {
			return fmt.Sprintf("InvalidParameterException: The target group with targetGroupArn %s does not have an associated load balancer.", arn)
		}
	}
	return ""
}

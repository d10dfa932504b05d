package simulatedaws

import "strings"

var appautoscalingKinds = map[string]kind{
	"appautoscaling/Target": {
		invent: identifiedBy("resourceId"),
		arn: func(r *resource, _ map[string]any) string {
			return regionalARN(r, "application-autoscaling", "scalable-target/"+digest(r, 36))
		},
		refs: map[string]target{"roleArn": arnOf("iam/Role")},
	},
	"appautoscaling/Policy": {
		identify: func(r *resource, _ map[string]any) string {
			return strings.Join([]string{r.asked("serviceNamespace"), r.asked("resourceId"), r.asked("scalableDimension"), r.externalName()}, "/")
		},
		arn: func(r *resource, _ map[string]any) string {
			what := []string{"scalingPolicy", uuid(r), "resource/" + r.asked("serviceNamespace") + "/" + r.asked("resourceId"), "policyName/" + r.externalName()}
			return regionalARN(r, "autoscaling", strings.Join(what, ":"))
		},
		refs: map[string]target{
			"resourceId":        askedOf("appautoscaling/Target", "resourceId"),
			"scalableDimension": askedOf("appautoscaling/Target", "scalableDimension"),
			"serviceNamespace":  askedOf("appautoscaling/Target", "serviceNamespace"),
		},
	},
}

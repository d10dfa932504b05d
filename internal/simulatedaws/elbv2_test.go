package simulatedaws

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

func TestLoadBalancing(t *testing.T) {
	const (
		elb      = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:"
		lb       = elb + "loadbalancer/app/demo/ccff43dab6d2018b"
		listener = "app/demo/ccff43dab6d2018b/c097139ada6dec99"
		chat     = elb + "targetgroup/demo-chat/881fc474f344654c"
		frontend = elb + "targetgroup/demo-frontend/e8145972f0e1b11f"
	)
	cases := map[string]struct {
		reason string
		of     string
		fields []string
		want   seen
	}{
		"LoadBalancer": {
			reason: "A load balancer is identified by its ARN, and its lists of references are resolved.",
			of:     "demo-lb",
			fields: []string{"arnSuffix", "dnsName", "zoneId", "vpcId", "subnets", "securityGroups", "accessLogs"},
			want: seen{ExternalName: lb, Ready: "Available", Status: map[string]any{
				"arnSuffix":      "app/demo/ccff43dab6d2018b",
				"dnsName":        "demo-1214955069.eu-central-1.elb.amazonaws.com",
				"zoneId":         "Z99C65E91906F6",
				"vpcId":          "vpc-016511af683c25e09",
				"subnets":        []any{"subnet-92e201f516a3918ad"},
				"securityGroups": []any{"sg-a6f1ab1b153c9a331"},
				"accessLogs":     map[string]any{"bucket": "demo-logs-1a2b3", "enabled": true},
			}},
		},
		"Internal": {
			reason: "An internal load balancer has a host that says so, in the same hosted zone.",
			of:     "demo-internal",
			fields: []string{"dnsName", "zoneId", "subnetMapping"},
			want: seen{ExternalName: elb + "loadbalancer/app/internal/35a49f222bc76ca6", Ready: "Available", Status: map[string]any{
				"dnsName":       "internal-internal-1056248818.eu-central-1.elb.amazonaws.com",
				"zoneId":        "Z99C65E91906F6",
				"subnetMapping": []any{map[string]any{"subnetId": "subnet-92e201f516a3918ad"}},
			}},
		},
		"TargetGroup": {
			reason: "A target group knows its load balancer through listener and rule.",
			of:     "demo-tg",
			fields: []string{"arnSuffix", "loadBalancerArns"},
			want: seen{ExternalName: chat, Ready: "Available", Status: map[string]any{
				"arnSuffix":        "targetgroup/demo-chat/881fc474f344654c",
				"loadBalancerArns": []any{lb},
			}},
		},
		"DefaultAction": {
			reason: "A reference in a list is resolved in its place.",
			of:     "demo-https",
			fields: []string{"loadBalancerArn", "defaultAction"},
			want: seen{ExternalName: elb + "listener/" + listener, Ready: "Available", Status: map[string]any{
				"loadBalancerArn": lb,
				"defaultAction":   []any{map[string]any{"type": "forward", "targetGroupArn": frontend}},
			}},
		},
		"DefaultForward": {
			reason: "References in a list in an object in a list are resolved each in its place.",
			of:     "demo-http",
			fields: []string{"defaultAction"},
			want: seen{ExternalName: elb + "listener/app/demo/ccff43dab6d2018b/326983764ef4b08a", Ready: "Available", Status: map[string]any{
				"defaultAction": []any{map[string]any{"type": "forward", "forward": map[string]any{"targetGroup": []any{
					map[string]any{"arn": frontend, "weight": 1.0},
					map[string]any{"arn": chat, "weight": 0.0},
				}}}},
			}},
		},
		"Rule": {
			reason: "A rule is identified below its listener.",
			of:     "demo-rule",
			fields: []string{"listenerArn", "priority", "action"},
			want: seen{ExternalName: elb + "listener-rule/" + listener + "/5b1d33818848e6bc", Ready: "Available", Status: map[string]any{
				"listenerArn": elb + "listener/" + listener,
				"priority":    100.0,
				"action": []any{map[string]any{"type": "forward", "forward": map[string]any{"targetGroup": []any{
					map[string]any{"arn": chat},
				}}}},
			}},
		},
	}
	got, err := (&Provider{Sound: true}).Act(objects(t, everyKind), nil)
	if err != nil {
		t.Fatalf("Act(...): %v", err)
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			i := slices.IndexFunc(got, func(o *unstructured.Unstructured) bool { return o.GetName() == tc.of })
			if diff := cmp.Diff(tc.want, look(got[i], tc.fields...)); diff != "" {
				t.Errorf("%s\nAct(...): -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

// TestTargetGroupDetached follows a target group that loses its one listener.
func TestTargetGroupDetached(t *testing.T) {
	p := &Provider{Sound: true}
	all := objects(t, everyKind)
	without := slices.DeleteFunc(objects(t, everyKind), func(o *unstructured.Unstructured) bool {
		return o.GetKind() == "LBListener" || o.GetKind() == "LBListenerRule" || o.GetKind() == "LBListenerCertificate"
	})
	turns := []struct {
		reason   string
		desired  []*unstructured.Unstructured
		attached bool
	}{
		{"What is created in the same turn counts.", all, true},
		{"While a listener is being deleted, it is still there.", without, true},
		{"Once it is gone, the target group has no load balancer.", without, false},
		{"The next listener counts again.", all, true},
	}
	var observed []*unstructured.Unstructured
	for i, turn := range turns {
		var err error
		if observed, err = p.Act(turn.desired, observed); err != nil {
			t.Fatalf("turn %d: Act(...): %v", i, err)
		}
		group := slices.IndexFunc(observed, func(o *unstructured.Unstructured) bool { return o.GetName() == "demo-tg-frontend" })
		_, attached := look(observed[group], loadBalancersField).Status[loadBalancersField]
		if diff := cmp.Diff(turn.attached, attached); diff != "" {
			t.Errorf("turn %d: %s\n-want, +got:\n%s", i, turn.reason, diff)
		}
	}
}

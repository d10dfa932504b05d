package simulatedaws

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

const serviceYAML = `
apiVersion: ecs.aws.upbound.io/v1beta2
kind: Service
metadata: {name: demo-chat}
spec:
  initProvider: {desiredCount: 2}
  forProvider:
    region: eu-central-1
    clusterRef: {name: demo}
    taskDefinitionRef: {name: demo-chat-1}
    networkConfiguration: {subnetRefs: [{name: demo-subnet-public-a}], securityGroupRefs: [{name: demo-sg}]}
    loadBalancer: [{containerName: chat, containerPort: 3002, targetGroupArnRef: {name: demo-tg}}]
    tags: {Name: demo}
`

const taskDefinitionYAML = `
apiVersion: ecs.aws.upbound.io/v1beta2
kind: TaskDefinition
metadata: {name: demo-chat-1}
spec: {forProvider: {region: eu-central-1, family: demo-chat, containerDefinitions: "[]", executionRoleArnRef: {name: demo-role}, tags: {Name: demo}}}
`

// named finds an object among those that were reported.
func named(t *testing.T, among []*unstructured.Unstructured, kind, name string) *unstructured.Unstructured {
	t.Helper()
	i := slices.IndexFunc(among, func(o *unstructured.Unstructured) bool { return o.GetKind() == kind && o.GetName() == name })
	if i < 0 {
		t.Fatalf("cannot find %s %q", kind, name)
	}
	return among[i]
}

// define returns a task definition that refers to nothing.
func define(name, family string) *unstructured.Unstructured {
	o := &unstructured.Unstructured{Object: map[string]any{
		"spec": map[string]any{"forProvider": map[string]any{"region": "eu-central-1", "family": family}},
	}}
	o.SetAPIVersion("ecs.aws.upbound.io/v1beta2")
	o.SetKind("TaskDefinition")
	o.SetName(name)
	return o
}

func TestTaskDefinition(t *testing.T) {
	turns := []struct {
		reason  string
		desired []*unstructured.Unstructured
		want    map[string]string
	}{
		{
			reason:  "New revisions are counted by family, in the order of their names.",
			desired: []*unstructured.Unstructured{define("z", "chat"), define("m", "chat"), define("a", "search")},
			want:    map[string]string{"m": "chat:1", "z": "chat:2", "a": "search:1"},
		},
		{
			reason:  "A further one is the highest, whatever its name is, and the others keep theirs.",
			desired: []*unstructured.Unstructured{define("a", "search"), define("b", "chat"), define("m", "chat"), define("z", "chat")},
			want:    map[string]string{"a": "search:1", "b": "chat:3", "m": "chat:1", "z": "chat:2"},
		},
		{
			reason:  "One that is being deleted still counts.",
			desired: []*unstructured.Unstructured{define("c", "chat"), define("m", "chat")},
			want:    map[string]string{"c": "chat:4", "m": "chat:1"},
		},
	}
	var observed []*unstructured.Unstructured
	for i, turn := range turns {
		var err error
		if observed, err = (&Provider{Sound: true}).Act(turn.desired, observed); err != nil {
			t.Fatalf("turn %d: Act(...): %v", i, err)
		}
		got := map[string]string{}
		for _, o := range observed {
			got[o.GetName()] = status(o, "arn")[len("arn:aws:ecs:eu-central-1:123456789012:task-definition/"):]
		}
		if diff := cmp.Diff(turn.want, got); diff != "" {
			t.Errorf("turn %d: %s\n-want, +got:\n%s", i, turn.reason, diff)
		}
	}
}

// TestServiceWaitsForLoadBalancer follows a service whose target group gets its
// load balancer later, and loses it again.
func TestServiceWaitsForLoadBalancer(t *testing.T) {
	all := objects(t, everyKind)
	without := slices.DeleteFunc(objects(t, everyKind), func(o *unstructured.Unstructured) bool {
		return o.GetKind() == "LBListener" || o.GetKind() == "LBListenerRule" || o.GetKind() == "LBListenerCertificate"
	})
	const refusal = "create failed: async create failed: failed to create the resource: [{0 InvalidParameterException: The target group with targetGroupArn arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/demo-chat/881fc474f344654c does not have an associated load balancer.  []}]"
	turns := []struct {
		reason  string
		desired []*unstructured.Unstructured
		want    seen
	}{
		{"AWS refuses a service in a target group without load balancer.", without, seen{Ready: "Creating", Problem: refusal}},
		{"It takes the service once a listener or rule names the target group.", all, seen{ExternalName: "demo-chat", Ready: "Available"}},
		{"A listener that is being deleted is still there.", without, seen{ExternalName: "demo-chat", Ready: "Available"}},
		{"A service that stands stays when the load balancer is gone.", without, seen{ExternalName: "demo-chat", Ready: "Available"}},
	}
	var observed []*unstructured.Unstructured
	for i, turn := range turns {
		var err error
		if observed, err = (&Provider{Sound: true}).Act(turn.desired, observed); err != nil {
			t.Fatalf("turn %d: Act(...): %v", i, err)
		}
		if diff := cmp.Diff(turn.want, look(named(t, observed, "Service", "demo-chat"))); diff != "" {
			t.Errorf("turn %d: %s\n-want, +got:\n%s", i, turn.reason, diff)
		}
	}
}

func TestService(t *testing.T) {
	const family = "arn:aws:ecs:eu-central-1:123456789012:task-definition/demo-chat:"
	cases := map[string]struct {
		reason   string
		provider Provider
		before   map[string]any
		want     map[string]any
	}{
		"Created": {
			reason: "A service runs what it is asked to, as often as it is asked at first.",
			want:   map[string]any{"taskDefinition": family + "1", "desiredCount": 2.0},
		},
		"Scaled": {
			reason: "What was asked for at first only stays as others have changed it.",
			before: map[string]any{"id": "id", "desiredCount": 5.0, "taskDefinition": family + "0"},
			want:   map[string]any{"taskDefinition": family + "1", "desiredCount": 5.0},
		},
		"RolledBack": {
			reason:   "A service whose deployments fail runs what it ran before.",
			provider: Provider{RollBack: map[string]bool{"demo-chat": true}},
			before:   map[string]any{"id": "id", "taskDefinition": family + "0"},
			want:     map[string]any{"taskDefinition": family + "0", "desiredCount": 2.0},
		},
		"NothingToRollBackTo": {
			reason:   "There is nothing to go back to for a new one.",
			provider: Provider{RollBack: map[string]bool{"Service": true}},
			want:     map[string]any{"taskDefinition": family + "1", "desiredCount": 2.0},
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			observed := objects(t, serviceYAML)
			_ = unstructured.SetNestedMap(observed[0].Object, tc.before, "status", "atProvider")
			tc.provider.Sound = true
			got, err := tc.provider.Act(objects(t, everyKind), observed)
			if err != nil {
				t.Fatalf("%s\nAct(...): %v", tc.reason, err)
			}
			if diff := cmp.Diff(tc.want, look(named(t, got, "Service", "demo-chat"), "taskDefinition", "desiredCount").Status); diff != "" {
				t.Errorf("%s\nAct(...): -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

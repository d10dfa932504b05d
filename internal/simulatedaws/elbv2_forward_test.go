package simulatedaws

import (
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

const (
	chatGroup     = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/demo-chat/881fc474f344654c"
	frontendGroup = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/demo-frontend/e8145972f0e1b11f"
)

// sending returns an action that forwards.
func sending(arn string, sticky bool, groups ...string) []any {
	f := map[string]any{}
	list := make([]any, 0, len(groups))
	for _, g := range groups {
		list = append(list, map[string]any{"arn": g, "weight": 1.0})
	}
	f["targetGroup"] = list
	if sticky {
		f["stickiness"] = map[string]any{"enabled": true, "duration": 1.0}
	}
	a := map[string]any{"type": "forward", "forward": f}
	if arn != "" {
		a["targetGroupArn"] = arn
	}
	return []any{a}
}

// A turn asks for something of a field, and for what AWS answers.
type turn struct {
	reason  string
	name    string
	field   string
	value   any
	refusal string
}

// follow lets AWS have a world in which no listener has two groups, and then one
// change after the other.
func follow(t *testing.T, turns []turn) {
	t.Helper()
	desired := objects(t, everyKind)
	set := func(name, field string, value any) {
		for _, o := range desired {
			if o.GetName() == name {
				if err := unstructured.SetNestedField(o.Object, value, "spec", "forProvider", field); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	set("demo-http", "defaultAction", sending(frontendGroup, false, frontendGroup))
	var observed []*unstructured.Unstructured
	for _, turn := range append([]turn{{reason: "It begins.", name: "demo-rule"}}, turns...) {
		if turn.field != "" {
			set(turn.name, turn.field, turn.value)
		}
		var err error
		if observed, err = (&Provider{Sound: true}).Act(desired, observed); err != nil {
			t.Fatalf("%s\nAct(...): %v", turn.reason, err)
		}
		for _, o := range observed {
			want := ""
			if o.GetName() == turn.name {
				want = turn.refusal
			}
			if got := look(o).Problem; (want == "") != (got == "") || !strings.Contains(got, want) {
				t.Errorf("%s\n%s: want %q, got %q", turn.reason, o.GetName(), want, got)
			}
		}
	}
}

// AWS has no client that is bound to a target sent to another group.
func TestStickiness(t *testing.T) {
	const (
		strays  = "InvalidLoadBalancerAction: You must enable group stickiness on a rule if you enabled target stickiness on one of its target groups"
		strayed = "InvalidConfigurationRequest: This target group appears behind a rule with group stickiness disabled"
	)
	on, off := map[string]any{"enabled": true}, map[string]any{"enabled": false}
	follow(t, []turn{
		{"Behind a rule for it alone, a group is sticky or not.", "demo-tg", "stickiness", on, ""},
		{"A sticky group and another one need a sticky rule.", "demo-rule", "action", sending("", false, chatGroup, frontendGroup), strays},
		{"And are taken with it.", "demo-rule", "action", sending("", true, chatGroup, frontendGroup), ""},
		{"It stays so as long as there are two.", "demo-rule", "action", sending("", false, chatGroup, frontendGroup), strays},
		{"With one it need not.", "demo-rule", "action", sending("", false, chatGroup), ""},
		{"Groups that are not sticky need no sticky rule.", "demo-tg", "stickiness", off, ""},
		{"Not even two.", "demo-rule", "action", sending("", false, chatGroup, frontendGroup), ""},
		{"But none becomes sticky then.", "demo-tg", "stickiness", on, strayed},
	})
}

// The provider does not let go of the group that a listener began with.
func TestListenerClings(t *testing.T) {
	const clings = "You can specify only one target group using ForwardConfig"
	notFound := []any{map[string]any{"type": "fixed-response", "fixedResponse": map[string]any{"contentType": "text/plain"}}}
	follow(t, []turn{
		{"One group becomes another.", "demo-http", "defaultAction", sending(chatGroup, false, chatGroup), ""},
		{"It does not become two.", "demo-http", "defaultAction", sending("", true, chatGroup, frontendGroup), clings},
		{"Nor another one that is not named beside the list.", "demo-http", "defaultAction", sending("", false, frontendGroup), clings},
		{"It becomes an answer.", "demo-http", "defaultAction", notFound, ""},
		{"And that becomes two groups.", "demo-http", "defaultAction", sending("", true, chatGroup, frontendGroup), ""},
	})
}

package preview

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/xplatform-dev/xplatform/internal/render"
	"github.com/xplatform-dev/xplatform/internal/terminal"
	"github.com/xplatform-dev/xplatform/internal/timeline"
)

// resource is one composed resource.
func resource(key, apiVersion, kind string, forProvider map[string]any, policies ...any) *unstructured.Unstructured {
	spec := map[string]any{"forProvider": forProvider}
	if len(policies) > 0 {
		spec["managementPolicies"] = policies
	}
	o := &unstructured.Unstructured{Object: map[string]any{"apiVersion": apiVersion, "kind": kind, "spec": spec}}
	o.SetName("shop-" + key)
	o.SetAnnotations(map[string]string{"crossplane.io/composition-resource-name": key})
	return o
}

func composite(conditions ...any) *unstructured.Unstructured {
	o := &unstructured.Unstructured{Object: map[string]any{
		"apiVersion": "xplatform.dev/v1alpha1", "kind": "XPlatform",
		"spec":   map[string]any{"region": "eu-central-1"},
		"status": map[string]any{"conditions": conditions},
	}}
	o.SetName("shop")
	return o
}

func turn(resources ...*unstructured.Unstructured) timeline.Turn {
	return timeline.Turn{Turn: render.Turn{Result: &render.Result{Composite: composite(), Resources: resources}}}
}

type object = map[string]any

func TestNewClassifiesChanges(t *testing.T) {
	const rds, ec2 = "rds.aws.upbound.io/v1beta3", "ec2.aws.m.upbound.io/v1beta1"
	database := func(class string, immediately bool) *unstructured.Unstructured {
		return resource("database", rds, "Instance", object{"instanceClass": class, "applyImmediately": immediately})
	}
	type want struct {
		summary Summary
		effects []string
		nothing bool
	}
	cases := map[string]struct {
		reason string
		before []*unstructured.Unstructured
		turns  []timeline.Turn
		want   want
	}{
		"Unchanged": {"The same resources are no change.", []*unstructured.Unstructured{database("a", false)}, []timeline.Turn{turn(database("a", false))}, want{nothing: true}},
		"Restart": {
			"Another class restarts the database when AWS applies it.",
			[]*unstructured.Unstructured{database("a", false)}, []timeline.Turn{turn(database("b", false))},
			want{summary: Summary{Update: 1}, effects: []string{"restart in the next maintenance window"}},
		},
		"Immediately": {
			"With applyImmediately it is applied at once.",
			[]*unstructured.Unstructured{database("a", true)}, []timeline.Turn{turn(database("b", true))},
			want{summary: Summary{Update: 1}, effects: []string{"restart immediately"}},
		},
		"Created": {
			"A database that the change creates interrupts no user, also when it changes once more.",
			nil, []timeline.Turn{turn(database("a", true)), turn(database("b", true))},
			want{summary: Summary{Create: 1}},
		},
		"Deleted": {
			"A deletion is a loss.",
			[]*unstructured.Unstructured{database("a", true)}, []timeline.Turn{turn()},
			want{summary: Summary{Delete: 1}, effects: []string{"loss immediately"}},
		},
		"Released": {
			"A resource that Crossplane may not delete stays in AWS.",
			[]*unstructured.Unstructured{resource("database", rds, "Instance", object{}, "Observe")}, []timeline.Turn{turn()},
			want{summary: Summary{Release: 1}},
		},
		"Replaced": {
			"A resource that is deleted and created again is replaced.",
			[]*unstructured.Unstructured{resource("eip", ec2, "EIP", object{})}, []timeline.Turn{turn(), turn(resource("eip", ec2, "EIP", object{}))},
			want{summary: Summary{Create: 1, Delete: 1, Replace: 1}, effects: []string{"disconnection immediately"}},
		},
		"Resolved": {
			"A value that the provider resolves changes nothing in AWS.",
			[]*unstructured.Unstructured{resource("route", ec2, "Route", object{"natGatewayIdRef": object{"name": "a"}})},
			[]timeline.Turn{turn(resource("route", ec2, "Route", object{"natGatewayIdRef": object{"name": "a"}, "natGatewayId": "nat-1"}))},
			want{nothing: true},
		},
		"Defaulted": {
			"A default that the API server adds to a reference changes nothing either.",
			[]*unstructured.Unstructured{resource("route", ec2, "Route", object{"natGatewayIdRef": object{"name": "a", "policy": object{"resolve": "Always"}}})},
			[]timeline.Turn{turn(resource("route", ec2, "Route", object{"natGatewayIdRef": object{"name": "a", "policy": object{"resolve": "Always", "resolution": "Required"}}}))},
			want{nothing: true},
		},
		"Route": {
			"Another NAT gateway ends connections.",
			[]*unstructured.Unstructured{resource("route", ec2, "Route", object{"natGatewayIdRef": object{"name": "a"}})},
			[]timeline.Turn{turn(resource("route", ec2, "Route", object{"natGatewayIdRef": object{"name": "b"}}))},
			want{summary: Summary{Update: 1}, effects: []string{"disconnection immediately"}},
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			p := New(Change{Composite: composite(), Before: tc.before, Turns: tc.turns})
			got := want{summary: p.Summary, nothing: p.Nothing()}
			for _, i := range p.Interruptions {
				got.effects = append(got.effects, string(i.Effect)+" "+i.When)
			}
			if diff := cmp.Diff(tc.want, got, cmp.AllowUnexported(want{})); diff != "" {
				t.Errorf("%s\nNew(...): -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

func TestWithheld(t *testing.T) {
	result := &render.Result{Composite: composite(
		object{"type": "NetworkReady", "status": "False", "reason": "Waiting", "message": "nat-gateway-a waits for the internet gateway; route-a is unchanged while it waits for nat-gateway-a and 6 more. not ready yet: vpc and 3 more. 1 of 9 ready"},
		object{"type": "PlatformReady", "status": "False", "reason": "Waiting", "message": "1 of 9 ready; NetworkReady: Waiting; nat-gateway-a waits for the internet gateway"},
	)}
	got := newStep(1, timeline.Change{}, result)
	want := []Withheld{{Key: "nat-gateway-a", WaitsFor: "the internet gateway"}, {Key: "route-a", Unchanged: true, WaitsFor: "nat-gateway-a"}}
	if diff := cmp.Diff(want, got.Withheld); diff != "" || got.MoreWithheld != 6 {
		t.Errorf("got %d more, want 6; -want, +got:\n%s", got.MoreWithheld, diff)
	}
}

// TestInterruptionsAreDocumented fails when a rule is missing from the page of the command.
func TestInterruptionsAreDocumented(t *testing.T) {
	page, err := os.ReadFile("../../docs/xplatform.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(page), "### Interruptions")
	for _, r := range append(append([]rule{}, onUpdate...), onDelete...) {
		documented := false
		for line := range strings.Lines(table) {
			documented = documented || strings.Contains(line, "`"+string(r.effect)+"`") && strings.Contains(line, "`"+r.kind+"`") && strings.Contains(line, "("+r.reference+")") && (r.field == "" || strings.Contains(line, "`"+r.field+"`"))
		}
		if !documented {
			t.Errorf("docs/xplatform.md lacks %s of %s %s with %s", r.effect, r.kind, r.field, r.reference)
		}
	}
}

// TestClaimsCannotFormatComments writes values of a hostile claim into a comment.
func TestClaimsCannotFormatComments(t *testing.T) {
	const hostile = "a|b](javascript:x) <img src=x> ```\n### title"
	before := resource("database", "rds.aws.upbound.io/v1beta3", "Instance", object{"engineVersion": "1"})
	p := New(Change{Composite: composite(), Before: []*unstructured.Unstructured{before}, Turns: []timeline.Turn{
		turn(resource("database", "rds.aws.upbound.io/v1beta3", "Instance", object{"engineVersion": hostile})),
	}})
	p.Warnings = []string{hostile}
	for _, refused := range []string{"", hostile} {
		var out strings.Builder
		p.Refused = refused
		if err := p.WriteMarkdown(&out); err != nil {
			t.Fatal(err)
		}
		fenced := false
		for line := range strings.Lines(out.String()) {
			if strings.HasPrefix(line, "````") {
				fenced = !fenced
			} else if !fenced && (strings.HasPrefix(line, "### title") || strings.Contains(line, "<img")) {
				t.Errorf("the claim formats the comment: %q in\n%s", line, out.String())
			}
		}
	}
}

func TestTransition(t *testing.T) {
	long := strings.Repeat("x", 300)
	cases := map[string]struct {
		reason   string
		old, new any
		want     string
	}{
		"Short": {"Short values are whole.", int64(1), nil, "1 → nothing"},
		"Long":  {"Long values are shown where they differ.", long + "a" + long, long + "b" + long, "…" + long[:24] + "a" + long[:47] + "… → …" + long[:24] + "b" + long[:47] + "…"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if got := transition(tc.old, tc.new); got != tc.want {
				t.Errorf("%s\ngot  %s\nwant %s", tc.reason, got, tc.want)
			}
		})
	}
}

func TestTextOfRefusedChange(t *testing.T) {
	var out strings.Builder
	p := New(Change{From: "a", To: "b", Composite: composite(), Refused: "one\ntwo"})
	if err := p.WriteText(&out, terminal.Style{}); err != nil {
		t.Fatal(err)
	}
	if want := "platform shop (shop): a → b\nrefused, nothing changes:\n  one\n  two\n"; out.String() != want {
		t.Errorf("got %q, want %q", out.String(), want)
	}
}

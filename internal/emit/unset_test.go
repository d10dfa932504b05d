package emit

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/protobuf/testing/protocmp"
	"google.golang.org/protobuf/types/known/structpb"

	"github.com/xplatform-dev/xplatform/internal/wire"
)

func TestUnset(t *testing.T) {
	ref := map[string]any{"name": "x"}
	cases := map[string]struct {
		reason                  string
		desired, observed, want map[string]any
	}{
		"SubnetMapping": {
			reason:   "What AWS chose beside the subnets of a load balancer goes.",
			desired:  map[string]any{"subnets": []any{"1", "2", "3"}},
			observed: map[string]any{"subnets": []any{"1", "2"}, "subnetMapping": []any{map[string]any{"subnetId": "1"}}},
			want:     map[string]any{"subnets": []any{"1", "2", "3"}, "subnetMapping": []any{}},
		},
		"Emptied": {
			reason:   "What is empty is not sent any more, and goes.",
			desired:  map[string]any{"subnets": []any{"1"}},
			observed: map[string]any{"subnets": []any{"1"}, "subnetRefs": []any{}},
			want:     map[string]any{"subnets": []any{"1"}},
		},
		"Other": {
			reason:   "A field that is not the platform's is left alone.",
			desired:  map[string]any{"size": "s"},
			observed: map[string]any{"size": "s", "zone": "a", "list": []any{"x"}},
			want:     map[string]any{"size": "s"},
		},
		"ListOfReferences": {
			reason:   "A list of references goes everywhere: the provider would resolve it over the values.",
			desired:  map[string]any{"network": map[string]any{"subnets": []any{"1"}}},
			observed: map[string]any{"network": map[string]any{"subnets": []any{"1"}, "subnetRefs": []any{ref}}},
			want:     map[string]any{"network": map[string]any{"subnets": []any{"1"}, "subnetRefs": []any{}}},
		},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			observed := managed(t, tc.observed)
			got := managed(t, tc.desired)
			Unset(got, wire.Encode(observed))
			if diff := cmp.Diff(managed(t, tc.want), got, protocmp.Transform()); diff != "" {
				t.Errorf("%s\nUnset(...): -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

// TestUnsetVPCOfNATGateway takes vpcId over from the provider, and lets it go.
func TestUnsetVPCOfNATGateway(t *testing.T) {
	gateway := func(kind string, forProvider map[string]any) *structpb.Struct {
		s := managed(t, forProvider)
		s.Fields["kind"] = structpb.NewStringValue(kind)
		return s
	}
	cases := map[string]struct {
		reason         string
		kind           string
		observed, want map[string]any
	}{
		"Filled":  {"What was filled in is emptied first.", "NATGateway", map[string]any{"vpcId": "vpc-1"}, map[string]any{"vpcId": ""}},
		"Emptied": {"Then it is not sent any more, and goes.", "NATGateway", map[string]any{"vpcId": ""}, map[string]any{}},
		"Other":   {"Other kinds keep theirs.", "SecurityGroup", map[string]any{"vpcId": "vpc-1"}, map[string]any{}},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			got := gateway(tc.kind, map[string]any{})
			Unset(got, wire.Encode(gateway(tc.kind, tc.observed)))
			if diff := cmp.Diff(gateway(tc.kind, tc.want), got, protocmp.Transform()); diff != "" {
				t.Errorf("%s\nUnset(...): -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

func TestUnsetLeavesNewResourcesAlone(t *testing.T) {
	got := managed(t, map[string]any{"size": "s"})
	Unset(got, nil)
	if diff := cmp.Diff(managed(t, map[string]any{"size": "s"}), got, protocmp.Transform()); diff != "" {
		t.Errorf("-want, +got:\n%s", diff)
	}
}

package emit

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xplatform-dev/xplatform/internal/wire"
)

func TestUnset(t *testing.T) {
	ref := map[string]any{"name": "x"}
	cases := map[string]struct {
		reason                  string
		desired, observed, want map[string]any
	}{
		"SubnetMapping": {
			reason:   "The subnet mapping that AWS chose for a load balancer is emptied.",
			desired:  map[string]any{"subnets": []any{"1", "2", "3"}},
			observed: map[string]any{"subnets": []any{"1", "2"}, "subnetMapping": []any{map[string]any{"subnetId": "1"}}},
			want:     map[string]any{"subnets": []any{"1", "2", "3"}, "subnetMapping": []any{}},
		},
		"Emptied": {
			reason:   "An empty field is omitted, and thereby removed.",
			desired:  map[string]any{"subnets": []any{"1"}},
			observed: map[string]any{"subnets": []any{"1"}, "subnetRefs": []any{}},
			want:     map[string]any{"subnets": []any{"1"}},
		},
		"Other": {
			reason:   "A field that does not belong to the platform is unchanged.",
			desired:  map[string]any{"size": "s"},
			observed: map[string]any{"size": "s", "zone": "a", "list": []any{"x"}},
			want:     map[string]any{"size": "s"},
		},
		"ListOfReferences": {
			reason:   "Lists of references are emptied in any kind: the provider would resolve them over the values.",
			desired:  map[string]any{"network": map[string]any{"subnets": []any{"1"}}},
			observed: map[string]any{"network": map[string]any{"subnets": []any{"1"}, "subnetRefs": []any{ref}}},
			want:     map[string]any{"network": map[string]any{"subnets": []any{"1"}, "subnetRefs": []any{}}},
		},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			got := unset("LB", parameters(t, tc.desired), parameters(t, tc.observed)).Decode().AsMap()
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s\nunset(...): -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

// TestUnsetVPCOfNATGateway shows that vpcId is taken over from the provider,
// and then removed.
func TestUnsetVPCOfNATGateway(t *testing.T) {
	cases := map[string]struct {
		reason         string
		kind           string
		observed, want map[string]any
	}{
		"Filled":  {"A value that was filled in is emptied first.", "NATGateway", map[string]any{"vpcId": "vpc-1"}, map[string]any{"vpcId": ""}},
		"Emptied": {"An empty value is omitted, and thereby removed.", "NATGateway", map[string]any{"vpcId": ""}, map[string]any{}},
		"Other":   {"Other kinds keep their vpcId.", "SecurityGroup", map[string]any{"vpcId": "vpc-1"}, map[string]any{}},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			got := unset(tc.kind, wire.New(), parameters(t, tc.observed)).Decode().AsMap()
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s\nunset(...): -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

func TestUnsetLeavesNewResourcesAlone(t *testing.T) {
	want := map[string]any{"size": "s"}
	got := overObserved("LB", parameters(t, want), nil).Decode().AsMap()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want, +got:\n%s", diff)
	}
}

package emit

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/protobuf/testing/protocmp"

	"github.com/xplatform-dev/xplatform/internal/wire"
)

func TestUnset(t *testing.T) {
	ref := map[string]any{"name": "x"}
	cases := map[string]struct {
		reason                  string
		policies                []any
		desired, observed, want map[string]any
	}{
		"LateInitialized": {
			reason:   "What the provider filled in goes, in objects too.",
			policies: []any{"*"},
			desired:  map[string]any{"size": "s", "storage": map[string]any{"gib": 1.0}},
			observed: map[string]any{"size": "s", "zone": "a", "storage": map[string]any{"gib": 1.0, "iops": 3000.0}},
			want:     map[string]any{"size": "s", "zone": nil, "storage": map[string]any{"gib": 1.0, "iops": nil}},
		},
		"LateInitializedAndRetained": {
			reason:   "The policies of what is retained name late initialization.",
			policies: []any{"Observe", "Create", "Update", "LateInitialize"},
			desired:  map[string]any{},
			observed: map[string]any{"zone": "a"},
			want:     map[string]any{"zone": nil},
		},
		"PoliciesUnset": {
			reason:   "Without policies the provider late-initializes.",
			desired:  map[string]any{},
			observed: map[string]any{"zone": "a"},
			want:     map[string]any{"zone": nil},
		},
		"NotLateInitialized": {
			reason:   "Elsewhere a field that is not the platform's is left alone: somebody set it.",
			policies: []any{"Observe", "Create", "Update", "Delete"},
			desired:  map[string]any{"size": "s"},
			observed: map[string]any{"size": "s", "zone": "a"},
			want:     map[string]any{"size": "s"},
		},
		"ListOfReferences": {
			reason:   "A list of references goes everywhere: the provider would resolve it over the values.",
			policies: []any{"Observe", "Create", "Update", "Delete"},
			desired:  map[string]any{"subnets": []any{"1"}},
			observed: map[string]any{"subnets": []any{"1"}, "subnetRefs": []any{ref}},
			want:     map[string]any{"subnets": []any{"1"}, "subnetRefs": nil},
		},
		"ResolvedValue": {
			reason:   "The value of a reference that is asked for stays.",
			policies: []any{"*"},
			desired:  map[string]any{"vpcIdRef": ref},
			observed: map[string]any{"vpcIdRef": ref, "vpcId": "vpc-1"},
			want:     map[string]any{"vpcIdRef": ref},
		},
		"Tags": {
			reason:   "Tags that the provider adds stay.",
			policies: []any{"*"},
			desired:  map[string]any{"tags": map[string]any{"Name": "x"}},
			observed: map[string]any{"tags": map[string]any{"Name": "x", "crossplane-kind": "vpc"}},
			want:     map[string]any{"tags": map[string]any{"Name": "x"}},
		},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			observed := managed(t, tc.observed)
			if tc.policies != nil {
				observed.Fields["spec"].GetStructValue().Fields["managementPolicies"] = list(t, tc.policies)
			}
			got := managed(t, tc.desired)
			Unset(got, wire.Encode(observed))
			if diff := cmp.Diff(managed(t, tc.want), got, protocmp.Transform()); diff != "" {
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

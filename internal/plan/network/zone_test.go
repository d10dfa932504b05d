package network

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
	"github.com/xplatform-dev/xplatform/internal/plan/plantest"
)

func TestZonesAreKept(t *testing.T) {
	adopted := map[string]any{"existing": map[string]any{"vpcId": "vpc-aaaaaaaa", "subnetIds": map[string]any{
		"private":  map[string]any{"a": "subnet-aaaaaaa1", "b": "subnet-aaaaaaa2"},
		"database": map[string]any{"a": "subnet-aaaaaaa3", "b": "subnet-aaaaaaa4"},
	}}}
	cases := map[string]struct {
		reason string
		spec   map[string]any
		seen   observed.Resources
		want   string
	}{
		"Nothing": {
			reason: "A zone of which nothing was made can be taken out.",
			spec:   map[string]any{},
		},
		"Refused": {
			reason: "So can one whose subnets AWS refused, whatever else was made for it.",
			spec:   map[string]any{},
			seen: observed.Resources{
				"subnet-public-c": {Problem: "create failed"}, "subnet-private-c": {}, "subnet-database-c": {},
				"route-table-private-c": plantest.WithID("rtb-c"), "elastic-ip-c": plantest.WithID("eipalloc-c"),
			},
		},
		"Made": {
			reason: "Of a zone that exists, one subnet is enough to keep it.",
			spec:   map[string]any{},
			seen:   observed.Resources{"subnet-public-c": {}, "subnet-database-c": plantest.WithID("subnet-1")},
			want:   "spec.zones: zone c cannot be removed: AWS has subnet-database-c (subnet-1), and what is in a subnet cannot move to another zone; write c again",
		},
		"Several": {
			reason: "All that are missing come at once, each once.",
			spec:   map[string]any{"zones": []any{"a", "d"}},
			seen: observed.Resources{
				"subnet-private-b": plantest.WithID("subnet-2"), "subnet-database-b": plantest.WithID("subnet-1"), "subnet-public-e": plantest.WithID("subnet-3"),
			},
			want: "spec.zones: zone b cannot be removed: AWS has subnet-private-b (subnet-2), and what is in a subnet cannot move to another zone; write b again\n" +
				"spec.zones: zone e cannot be removed: AWS has subnet-public-e (subnet-3), and what is in a subnet cannot move to another zone; write e again",
		},
		"Adopted": {
			reason: "A zone whose subnets are adopted stays as well, once they are found.",
			spec:   map[string]any{"network": adopted},
			seen:   observed.Resources{"subnet-private-c": plantest.WithID("subnet-aaaaaaa5")},
			want:   "zone c cannot be removed",
		},
		"AdoptedAndNotFound": {
			reason: "Ids that lead nowhere can be taken out.",
			spec:   map[string]any{"network": adopted},
			seen:   observed.Resources{"subnet-private-c": {ExternalName: "subnet-aaaaaaa5", Problem: "not found"}},
		},
		"AdoptedAnew": {
			reason: "An id that was left out in between does not become another one.",
			spec:   map[string]any{"network": adopted},
			seen:   observed.Resources{"subnet-private-b": plantest.WithID("subnet-aaaaaaa7"), "subnet-database-b": plantest.WithID("subnet-aaaaaaa4")},
			want: "spec.network.existing.subnetIds.private.b: subnet-aaaaaaa7 is in use there and cannot become subnet-aaaaaaa2, " +
				"as what is in a subnet cannot move; write subnet-aaaaaaa7 again",
		},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			_, err := New(plantest.Platform(t, tc.spec), live.Of(tc.seen))
			plantest.Refusal(t, tc.reason, err, tc.want)
		})
	}
}

// What is protected is deleted in AWS only after it is protected no more.
func TestProtectedPartsOfAFormerZoneAreSurrendered(t *testing.T) {
	protected, free := observed.Resource{Undeletable: true}, observed.Resource{}
	n := network(t, map[string]any{}, observed.Resources{
		"route-table-private-a": protected, "route-table-public": protected,
		"route-table-private-c": protected, "subnet-private-c": protected, "association-subnet-private-c": protected,
		"subnet-public-c": free, "route-table-private-d": free,
	})
	want := []name.Key{"route-table-private-c", "subnet-private-c", "association-subnet-private-c"}
	if diff := cmp.Diff(want, n.Unprotected); diff != "" {
		t.Errorf("only what is protected and of a former zone stays one step longer: -want, +got:\n%s", diff)
	}
}

// Endpoints that NAT gateways replace stay until every route leads to one. Their
// ties to a former zone go with it: its table cannot be deleted before.
func TestTiesOfAFormerZoneLeaveAtOnce(t *testing.T) {
	n := network(t, map[string]any{"network": map[string]any{"endpoints": []any{}}}, observed.Resources{
		"endpoint-s3": {}, "endpoint-s3-route-table-private-a": {}, "endpoint-s3-route-table-private-c": {},
		"endpoint-logs": {}, "endpoint-logs-subnet-private-b": {}, "endpoint-logs-subnet-private-c": {},
	})
	want := []name.Key{"endpoint-logs", "endpoint-logs-subnet-private-b", "endpoint-s3", "endpoint-s3-route-table-private-a"}
	if diff := cmp.Diff(want, n.Draining); diff != "" {
		t.Errorf("-want, +got:\n%s", diff)
	}
}

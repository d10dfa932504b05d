package edge

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
	"github.com/xplatform-dev/xplatform/internal/plan"
	"github.com/xplatform-dev/xplatform/internal/plan/plantest"
)

func TestNamesOutsideTheirZone(t *testing.T) {
	const zone = "Z0123456789ABCDEFGHIJ"
	alias := name.DNSRecord(zone, "shop.example.org", "A")
	fqdn := func(s string) observed.Resources {
		return observed.Resources{alias: {Status: map[string]string{"fqdn": s}}}
	}
	cases := map[string]struct {
		reason string
		seen   observed.Resources
		want   []plan.Progress
	}{
		"Unknown": {reason: "Nothing is known of the zone before there is a record in it."},
		"Inside":  {reason: "A record of its own name is where it belongs.", seen: fqdn("shop.example.org")},
		"Dotted":  {reason: "With a dot at its end as well.", seen: fqdn("shop.example.org.")},
		"Outside": {
			reason: "A record with another name behind its own is in a zone of that name.", seen: fqdn("shop.example.org.example.net"),
			want: []plan.Progress{{Text: "spec.edge.domain.hostedZoneId: zone " + zone + " is that of example.net and does not hold shop.example.org, of which no certificate can be issued: name the zone that holds it, or remove the name"}},
		},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			p := plantest.Platform(t, map[string]any{"edge": map[string]any{"domain": map[string]any{"name": "shop.example.org", "hostedZoneId": zone}}})
			e, err := New(p, live.Of(tc.seen))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tc.want, e.Progress); diff != "" {
				t.Errorf("%s\n-want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

package plan_test

import (
	"testing"

	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
	"github.com/xplatform-dev/xplatform/internal/plan/compute"
	"github.com/xplatform-dev/xplatform/internal/plan/data"
	"github.com/xplatform-dev/xplatform/internal/plan/network"
	"github.com/xplatform-dev/xplatform/internal/plan/plantest"
)

// TestBoundary gives every role the boundary that the claim asks for.
func TestBoundary(t *testing.T) {
	const platforms, services, former = "arn:aws:iam::123456789012:policy/platforms", "arn:aws:iam::123456789012:policy/services", "arn:aws:iam::123456789012:policy/former"
	type want struct{ flowLogs, monitoring, search, task, execution string }
	cases := map[string]struct {
		reason   string
		all, own string
		has      string
		want     want
	}{
		"None":       {reason: "Without a boundary roles have what their policies say."},
		"Platform":   {reason: "One field bounds every role.", all: platforms, want: want{platforms, platforms, platforms, platforms, platforms}},
		"Service":    {reason: "A service may have another one.", all: platforms, own: services, want: want{platforms, platforms, platforms, services, services}},
		"ServiceOwn": {reason: "A service may have one alone.", own: services, want: want{task: services, execution: services}},
		"Changed":    {reason: "A boundary changes in place.", all: platforms, own: services, has: former, want: want{platforms, platforms, platforms, services, services}},
		"Removed":    {reason: "The provider would take away and bring back what is not asked for any more.", has: former, want: want{former, former, former, former, former}},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			spec := plantest.WithStores(map[string]any{"edge": map[string]any{"certificateArn": plantest.CertificateARN}})
			if tc.all != "" {
				spec["permissionsBoundaryArn"] = tc.all
			}
			own := map[string]any{}
			if tc.own != "" {
				own["taskRole"] = map[string]any{"permissionsBoundaryArn": tc.own}
			}
			spec["services"] = plantest.Chat(own)
			p, seen := plantest.Platform(t, spec), plantest.StandingStores()
			for _, k := range []name.Key{name.FlowLogRole, name.DatabaseMonitoringRole, name.SearchRole, name.TaskRole("chat"), name.ExecutionRole("chat")} {
				seen[k] = observed.Resource{Status: seen[k].Status, Spec: map[string]string{"permissionsBoundary": tc.has}}
			}
			n, err := network.New(p, live.Of(seen))
			if err != nil {
				t.Fatal(err)
			}
			c, err := compute.New(p, live.Of(seen))
			if err != nil {
				t.Fatal(err)
			}
			d, err := data.New(p, live.Of(seen))
			if err != nil {
				t.Fatal(err)
			}
			got := want{
				flowLogs: n.FlowLogs.BoundaryARN, monitoring: d.Database.Monitoring.BoundaryARN, search: d.Search.Role.BoundaryARN,
				task: c.Services[0].TaskRole.BoundaryARN, execution: c.Services[0].ExecutionRole.BoundaryARN,
			}
			if got != tc.want {
				t.Errorf("%s\nwant %+v, got %+v", tc.reason, tc.want, got)
			}
		})
	}
}

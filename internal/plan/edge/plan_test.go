package edge

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
	"github.com/xplatform-dev/xplatform/internal/plan/plantest"
)

// edge plans the edge of a claim with the given fields beside a certificate.
func edge(t *testing.T, fields map[string]any, services []any, seen observed.Resources) *Plan {
	t.Helper()
	spec := map[string]any{"edge": map[string]any{"certificateArn": plantest.CertificateARN}, "services": services}
	for k, v := range fields {
		spec[k] = v
	}
	e, err := New(plantest.Platform(t, spec), live.Of(seen))
	if err != nil {
		t.Fatalf("New(...): %v", err)
	}
	return &e
}

func web(fields map[string]any) []any {
	s := map[string]any{"name": "web", "port": 8080, "paths": []any{"/*"}}
	for k, v := range fields {
		s[k] = v
	}
	return []any{s}
}

func TestTargetGroups(t *testing.T) {
	plain := TargetGroup{
		Key: "target-group-web-8080", Service: "web", Name: "farmers-web-8080-abc123", Port: 8080,
		ProtocolVersion: "HTTP1", Algorithm: "round_robin", DeregistrationDelaySeconds: 30,
		HealthCheck: HealthCheck{Path: "/", SuccessCodes: "200", IntervalSeconds: 30, TimeoutSeconds: 5, HealthyThreshold: 2, UnhealthyThreshold: 3},
		Stickiness:  Stickiness{Type: "lb_cookie", DurationSeconds: 86400},
	}
	with := func(change func(g *TargetGroup)) TargetGroup {
		g := plain
		change(&g)
		return g
	}
	cases := map[string]struct {
		reason string
		fields map[string]any
		want   TargetGroup
	}{
		"Defaults": {reason: "A service needs a name, a port and a path.", want: plain},
		"WebSocket": {
			reason: "Connections that live long need a task that stays theirs, and time to end.",
			fields: map[string]any{"websocket": true},
			want: with(func(g *TargetGroup) {
				g.Stickiness.Enabled, g.DeregistrationDelaySeconds = true, 300
			}),
		},
		"WebSocketWithoutStickiness": {
			reason: "The claim has the last word.",
			fields: map[string]any{"websocket": true, "targetGroup": map[string]any{
				"stickiness": map[string]any{"enabled": false}, "deregistrationDelaySeconds": 5,
			}},
			want: with(func(g *TargetGroup) { g.DeregistrationDelaySeconds = 5 }),
		},
		"GRPC": {
			reason: "gRPC has paths and codes of its own.",
			fields: map[string]any{"targetGroup": map[string]any{"protocolVersion": "GRPC"}},
			want: with(func(g *TargetGroup) {
				g.Key, g.Name, g.ProtocolVersion = "target-group-web-8080-grpc", "farmers-web-8080-grpc-abc123", "GRPC"
				g.HealthCheck.Path, g.HealthCheck.SuccessCodes = "/AWS.ALB/healthcheck", "12"
			}),
		},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			got := edge(t, nil, web(tc.fields), nil).TargetGroups
			if diff := cmp.Diff([]TargetGroup{tc.want}, got); diff != "" {
				t.Errorf("%s\nNew(...).TargetGroups: -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

func TestIdleTimeout(t *testing.T) {
	idle := func(fields map[string]any) map[string]any {
		e := map[string]any{"certificateArn": plantest.CertificateARN}
		for k, v := range fields {
			e[k] = v
		}
		return map[string]any{"edge": e}
	}
	cases := map[string]struct {
		reason    string
		edge      map[string]any
		websocket bool
		want      int64
	}{
		"Default":   {reason: "AWS's own default.", want: 60},
		"WebSocket": {reason: "A quiet socket lives for an hour.", websocket: true, want: 3600},
		"Claim":     {reason: "The claim has the last word.", websocket: true, edge: map[string]any{"idleTimeoutSeconds": 90}, want: 90},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			got := edge(t, idle(tc.edge), web(map[string]any{"websocket": tc.websocket}), nil).LoadBalancer.IdleTimeoutSeconds
			if got != tc.want {
				t.Errorf("%s\nwant %d, got %d", tc.reason, tc.want, got)
			}
		})
	}
}

func TestURLs(t *testing.T) {
	domain := map[string]any{"edge": map[string]any{"domain": map[string]any{
		"name": "*.example.org", "hostedZoneId": "Z0123456789ABCDEFGHIJ", "alternativeNames": []any{"example.org"},
	}}}
	type want struct{ platform, service string }
	cases := map[string]struct {
		reason  string
		fields  map[string]any
		service map[string]any
		dnsName string
		want    want
	}{
		"Unknown":      {reason: "Without a name there is no URL."},
		"LoadBalancer": {reason: "The load balancer has a name of its own.", dnsName: "lb.example.com", want: want{"https://lb.example.com", "https://lb.example.com/"}},
		"Domain":       {reason: "A domain is better, and no URL has a wildcard.", fields: domain, dnsName: "lb.example.com", want: want{"https://example.org", "https://example.org/"}},
		"Path": {
			reason: "A service is reached under its path.", fields: domain, service: map[string]any{"paths": []any{"/api/web/*"}},
			want: want{"https://example.org", "https://example.org/api/web/"},
		},
		"Host": {
			reason: "And under its own host.", fields: domain, service: map[string]any{"hosts": []any{"*.example.net", "web.example.net"}, "paths": []any{"/a"}},
			want: want{"https://example.org", "https://web.example.net/a"},
		},
		"Wildcards": {
			reason: "Which hosts a wildcard stands for is not known, and no other host leads there.", dnsName: "lb.example.com",
			service: map[string]any{"hosts": []any{"*.example.net", "?.example.org"}}, want: want{platform: "https://lb.example.com"},
		},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			e := edge(t, tc.fields, web(tc.service), nil)
			got := want{e.URL(tc.dnsName), e.ServiceURL("web", tc.dnsName)}
			if diff := cmp.Diff(tc.want, got, cmp.AllowUnexported(want{})); diff != "" {
				t.Errorf("%s\n-want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

func TestProtectedEdgeIsNotRemoved(t *testing.T) {
	lb := func(undeletable bool, status string) observed.Resources {
		return observed.Resources{name.LoadBalancer: {
			Undeletable: undeletable,
			Status:      map[string]string{"arn": "lb", "enableDeletionProtection": status},
		}}
	}
	cases := map[string]struct {
		reason string
		seen   observed.Resources
		failed bool
	}{
		"Protected":     {reason: "Removing edge would orphan the load balancer.", seen: lb(true, "true"), failed: true},
		"StillInAWS":    {reason: "AWS still refuses to delete it.", seen: lb(false, "true"), failed: true},
		"Unprotected":   {reason: "Both the claim and AWS let it go.", seen: lb(false, "false")},
		"BucketOnly":    {reason: "Without a load balancer yet, its bucket would be forgotten.", seen: observed.Resources{name.AccessLogBucket: {Undeletable: true}}, failed: true},
		"NeverExisted":  {reason: "What AWS never made can leave.", seen: observed.Resources{name.LoadBalancer: {}}},
		"NothingExists": {reason: "There is nothing to remove."},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			_, err := New(plantest.Platform(t, map[string]any{}), live.Of(tc.seen))
			if refused := err != nil && strings.Contains(err.Error(), "the load balancer is protected against deletion"); refused != tc.failed || (err != nil && !refused) {
				t.Errorf("%s\nNew(...): unexpected error %v", tc.reason, err)
			}
		})
	}
}

func TestWebACLIsReplacedWithoutAGap(t *testing.T) {
	const first, second = "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/a/1", "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/b/2"
	fields := map[string]any{"edge": map[string]any{"certificateArn": plantest.CertificateARN, "webAclArn": second}}
	lb := observed.Resource{Status: map[string]string{"arn": "lb"}}
	old, next := name.WebACLAssociation(first, "lb"), name.WebACLAssociation(second, "lb")
	type want struct{ Draining, Orphaned []name.Key }
	cases := map[string]struct {
		reason string
		seen   observed.Resources
		want   want
	}{
		"NewOneComing": {reason: "The old one stays in charge until the new one stands.", seen: observed.Resources{name.LoadBalancer: lb, old: {}, next: {}}, want: want{Draining: []name.Key{old}}},
		"NewOneReady":  {reason: "Deleting the old association would undo the new one: it is released first.", seen: observed.Resources{name.LoadBalancer: lb, old: {}, next: {Ready: true}}, want: want{Orphaned: []name.Key{old}}},
		"Released":     {reason: "Then it leaves.", seen: observed.Resources{name.LoadBalancer: lb, old: {Undeletable: true}, next: {Ready: true}}},
		"Unknown":      {reason: "What is not known of the load balancer changes nothing.", seen: observed.Resources{old: {}, next: {Ready: true}}, want: want{Draining: []name.Key{next, old}}},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			e := edge(t, fields, nil, tc.seen)
			got := want{e.Draining, e.Orphaned}
			slices.Sort(got.Draining)
			slices.Sort(tc.want.Draining)
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s\n-want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

func TestIngressChangesWithoutAGap(t *testing.T) {
	fields := map[string]any{"edge": map[string]any{"certificateArn": plantest.CertificateARN, "allowedCidrs": []any{"192.0.2.0/24"}}}
	seen := observed.Resources{"load-balancer-ingress-443-ipv4": {Ready: true}}
	if e := edge(t, fields, nil, seen); !slices.Contains(e.Draining, "load-balancer-ingress-443-ipv4") {
		t.Error("want what was admitted kept until the new rules stand")
	}
	seen["load-balancer-ingress-80-192-0-2-0-24"] = observed.Resource{Ready: true}
	seen["load-balancer-ingress-443-192-0-2-0-24"] = observed.Resource{Ready: true}
	if e := edge(t, fields, nil, seen); len(e.Draining) > 0 {
		t.Errorf("with the new rules in place, want the old ones to leave, got %v", e.Draining)
	}
}

// The load balancer reaches tasks by their group, and nothing that it reached
// before gets out of reach while something still leads there.
func TestEgress(t *testing.T) {
	byBlock := func(port string, ready bool) observed.Resources {
		out := observed.Resources{}
		for _, z := range []string{"a", "b"} {
			out[name.Key("load-balancer-egress-"+port+"-subnet-private-"+z)] = observed.Resource{Ready: ready, Spec: map[string]string{"fromPort": port}}
		}
		return out
	}
	byGroup := func(ready bool) observed.Resources {
		return observed.Resources{"load-balancer-egress-service-8080-web": {Ready: ready, Spec: map[string]string{"fromPort": "8080"}}}
	}
	tasks := observed.Resources{"ecs-service-web": {Ready: true}}
	group, blocks := []name.Key{"load-balancer-egress-service-8080-web"}, []name.Key{"load-balancer-egress-8080-subnet-private-a", "load-balancer-egress-8080-subnet-private-b"}
	leaving := observed.Resources{
		"target-group-web-9090": {Spec: map[string]string{"port": "9090"}, Status: map[string]string{"arn": "old"}},
		name.ListenerHTTPS:      {ExternalName: "listener", Status: map[string]string{"defaultAction.0.targetGroupArn": "old"}},
	}
	image := map[string]any{"image": "web:1"}
	type want struct{ rules, leaving []name.Key }
	cases := map[string]struct {
		reason string
		fields map[string]any
		seen   []observed.Resources
		want   want
	}{
		"Image":         {reason: "Tasks have a group of their own.", fields: image, want: want{rules: group}},
		"NoImage":       {reason: "Targets that are registered outside of the platform have addresses in private subnets.", want: want{rules: blocks}},
		"ImageAdded":    {reason: "Blocks stay open until the group is.", fields: image, seen: []observed.Resources{byBlock("8080", true), byGroup(false)}, want: want{group, blocks}},
		"NoTasks":       {reason: "And until there are tasks behind it.", fields: image, seen: []observed.Resources{byBlock("8080", true), byGroup(true)}, want: want{group, blocks}},
		"ImageStands":   {reason: "And are closed then.", fields: image, seen: []observed.Resources{byBlock("8080", true), byGroup(true), tasks}, want: want{rules: group}},
		"ImageRemoved":  {reason: "The other way round as well.", seen: []observed.Resources{byBlock("8080", false), byGroup(true)}, want: want{blocks, group}},
		"LeavingGroup":  {reason: "A target group that still gets requests stays in reach.", fields: image, seen: []observed.Resources{byGroup(true), byBlock("9090", true), leaving}, want: want{group, []name.Key{"load-balancer-egress-9090-subnet-private-a", "load-balancer-egress-9090-subnet-private-b", "target-group-web-9090"}}},
		"NothingToKeep": {reason: "A port that nothing leads to is closed.", fields: image, seen: []observed.Resources{byGroup(true), byBlock("9090", true)}, want: want{rules: group}},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			seen := observed.Resources{}
			for _, r := range tc.seen {
				maps.Copy(seen, r)
			}
			e := edge(t, nil, web(tc.fields), seen)
			got := want{leaving: e.Draining}
			for _, r := range e.Egress {
				got.rules = append(got.rules, r.Key)
			}
			slices.Sort(got.leaving)
			if diff := cmp.Diff(tc.want, got, cmp.AllowUnexported(want{})); diff != "" {
				t.Errorf("%s\n-want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

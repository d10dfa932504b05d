package v1alpha1

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestValidateRoutes(t *testing.T) {
	cases := map[string]struct {
		reason string
		args   string
		want   []string
	}{
		"Overlapping": {
			reason: "Patterns that overlap are fine: the more specific one wins, whatever the order.",
			args:   `{name: a, port: 80, paths: [/*, /api/*]}, {name: b, port: 80, paths: [/api/b/*, "/*/x"]}, {name: c, port: 80, hosts: ["*.c.org", x.c.org], paths: [/api/*]}`,
		},
		"Taken": {
			reason: "A pattern belongs to one service.",
			args:   `{name: a, port: 80, paths: [/x, /api/*]}, {name: b, port: 80, paths: [/api/*]}`,
			want:   []string{`spec.services[1].paths[0]: Invalid value: "/api/*": service a (spec.services[0].paths[1]) has /api/* already, so service b would get no request for it: a pattern belongs to one service`},
		},
		"Equivalent": {
			reason: "Patterns that match the same are the same, however they are written.",
			args:   `{name: a, port: 80, paths: ["/api/?*"]}, {name: b, port: 80, paths: ["/api/**?"]}`,
			want:   []string{`spec.services[1].paths[0]: Invalid value: "/api/**?": service a (spec.services[0].paths[0]) has /api/?* already, so service b would get no request for it: a pattern belongs to one service`},
		},
		"TakenHost": {
			reason: "All paths of a host are one pattern, with /* or without paths.",
			args:   `{name: a, port: 80, hosts: [a.org]}, {name: b, port: 80, hosts: [b.org, a.org], paths: [/*]}`,
			want:   []string{`spec.services[1].paths[0]: Invalid value: "/*": service a (spec.services[0].hosts[0]) has a.org/* already, so service b would get no request for it: a pattern belongs to one service`},
		},
		"Twice": {
			reason: "One service needs a pattern once.",
			args:   `{name: a, port: 80, paths: [/api/*, /api/**]}`,
			want:   []string{`spec.services[0].paths[1]: Invalid value: "/api/**": service a has /api/* twice, the other is spec.services[0].paths[0]: remove one`},
		},
		"TwoDefaults": {
			reason: "The listener has one default.",
			args:   `{name: a, port: 80, paths: [/*]}, {name: b, port: 80, paths: [/x, /**]}`,
			want:   []string{`spec.services[1].paths[1]: Invalid value: "/**": service a (spec.services[0].paths[0]) is the default already, so service b cannot be: only one service may have /* without hosts`},
		},
		"Schema": {
			reason: "What AWS refuses in one pattern is the schema's business.",
			args:   `{name: a, port: 80, paths: [api, /a%20b, "/` + strings.Repeat("x", 128) + `"]}`,
			want: []string{
				`spec.services[0].paths[0]: Invalid value: "api": must match ^/[A-Za-z0-9_.$/~"'@:+&*?-]*$, for example "/api/chat/*"`,
				`spec.services[0].paths[1]: Invalid value: "/a%20b": must match ^/[A-Za-z0-9_.$/~"'@:+&*?-]*$, for example "/api/chat/*"`,
				`spec.services[0].paths[2]: Invalid value: "/` + strings.Repeat("x", 128) + `": must have at most 128 characters, for example "/api/chat/*"`,
			},
		},
		"Hosts": {
			reason: "AWS wants a dot, and letters after the last one.",
			args:   `{name: a, port: 80, hosts: [localhost, "*", "a.*", a.org2, "*.a.org"]}`,
			want: []string{
				`spec.services[0].hosts[0]: Invalid value: "localhost": must have a dot, for example chat.example.org; omit hosts to match any`,
				`spec.services[0].hosts[1]: Invalid value: "*": must have a dot, for example chat.example.org; omit hosts to match any`,
				`spec.services[0].hosts[2]: Invalid value: "a.*": must end in letters after the last dot, for example *.example.org`,
				`spec.services[0].hosts[3]: Invalid value: "a.org2": must end in letters after the last dot, for example *.example.org`,
			},
		},
		"Wildcards": {
			reason: "AWS counts the wildcards of host and path together.",
			args:   `{name: a, port: 80, hosts: ["*.?.org"], paths: ["/*/*/*/x", "/*/*/*/*"]}`,
			want:   []string{`spec.services[0].paths[1]: Invalid value: "/*/*/*/*": *.?.org/*/*/*/* has 6 wildcards, and AWS allows at most 5 in the host and path of a rule`},
		},
		"Shadowed": {
			reason: "An explicit priority must not take all that another service has.",
			args:   `{name: a, port: 80, paths: [/api/*], priority: 10}, {name: b, port: 80, paths: [/api/b/*, /b]}`,
			want:   []string{`spec.services[1].paths[0]: Invalid value: "/api/b/*": service b never gets a request for /api/b/*: service a (spec.services[0].paths[0]) matches them all with /api/*, and is evaluated earlier because of priority`},
		},
		"ShadowedLate": {
			reason: "Nor must one that comes after all automatic rules.",
			args:   `{name: a, port: 80, hosts: [a.org], paths: [/api/a/*], priority: 40000}, {name: b, port: 80, paths: [/api/*]}`,
			want:   []string{`spec.services[0].paths[0]: Invalid value: "/api/a/*": service a never gets a request for a.org/api/a/*: service b (spec.services[1].paths[0]) matches them all with /api/*, and is evaluated earlier because of priority`},
		},
		"Automatic": {
			reason: "Automatic priorities are not the user's.",
			args:   `{name: a, port: 80, paths: [/a], priority: 10000}`,
			want:   []string{`spec.services[0].priority: Invalid value: 10000: 10000 to 39999 are assigned automatically: choose a lower number to precede all automatic rules, or a higher one to follow them`},
		},
		"Reaching": {
			reason: "All rules of a service need numbers on the same side.",
			args:   `{name: a, port: 80, paths: [/a, /b], priority: 9999}, {name: b, port: 80, paths: [/c, /d, /e], priority: 49998}`,
			want: []string{
				`spec.services[0].priority: Invalid value: 9999: the service has 2 rules, and so uses priorities 9999 to 10000: choose at most 9998`,
				`spec.services[1].priority: Invalid value: 49998: the service has 3 rules, and so uses priorities 49998 to 50000: choose at most 49997`,
			},
		},
		"Overlap": {
			reason: "Two services cannot have one number.",
			args:   `{name: a, port: 80, paths: [/c], priority: 8}, {name: b, port: 80, paths: [/a, /b], priority: 7}`,
			want:   []string{`spec.services[0].priority: Invalid value: 8: service a uses priorities 8 to 8, and service b (spec.services[1].priority) uses 7 to 8: they must not overlap`},
		},
		"Pointless": {
			reason: "The default has no priority.",
			args:   `{name: a, port: 80, paths: [/*], priority: 8}`,
			want:   []string{`spec.services[0].priority: Invalid value: 8: has no effect: the service has no rule with a priority (/* without hosts is the default, and always comes last)`},
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, faultsOf(t, routed(tc.args))); diff != "" {
				t.Errorf("\n%s\nDecode(...): -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

func routed(services string) string {
	return `{region: eu-central-1, edge: {certificateArn: "arn:aws:acm:eu-central-1:123456789012:certificate/0f"}, services: [` + services + `]}`
}

// Long common beginnings and explicit priorities are the worst case: every rule
// is compared with every other.
func TestValidateRoutesIsQuick(t *testing.T) {
	spec := &PlatformSpec{}
	for i := range 200 {
		s := ServiceSpec{Name: fmt.Sprintf("s%d", i), Port: 80, Priority: new(int64(1 + 10*i))}
		for j := range 5 {
			s.Paths = append(s.Paths, fmt.Sprintf("/%s?*x%03dx%d*", strings.Repeat("a", 100), i, j))
		}
		spec.Services = append(spec.Services, s)
	}
	start := time.Now()
	faults := validateRoutes(spec.Services, nil)
	if took := time.Since(start); took > 30*time.Second { // A fifth of a second on an idle machine.
		t.Errorf("1000 rules took %s", took)
	} else {
		t.Logf("1000 rules took %s, %d faults", took, len(faults))
	}
	spec.Services[0].Paths = append(spec.Services[0].Paths, "/more")
	if faults := validateRoutes(spec.Services, nil); len(faults) == 0 || !strings.Contains(faults[0].Detail, "a platform can have 1000") {
		t.Errorf("1001 rules: want a fault, got %v", faults)
	}
}

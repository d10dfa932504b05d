package command

import (
	"strings"
	"testing"
)

func TestExplain(t *testing.T) {
	minimal := "examples/minimal/claim.yaml"
	cases := map[string]struct {
		reason string
		args   []string
		want   []string
		lacks  string
	}{
		"Field":    {"All that a port touches is listed, and nothing else.", []string{farmers, "--field", "services[chat].port"}, []string{"spec.services[chat].port = 3002 (claim)\n  with 3003:\n", "  - target-group-chat-3002\n", "  + target-group-chat-3003\n", "  ~ ecs-service-chat forProvider.loadBalancer.0.containerPort: 3002 → 3003\n"}, "frontend"},
		"Default":  {"A default is told from a given value.", []string{farmers, "--field", "spec.services[chat].memory"}, []string{"spec.services[chat].memory = 512 (default)\n", "  with 1024:\n  - task-definition-chat-"}, ""},
		"Resource": {"A resource comes from fields.", []string{minimal, "subnet-public-a"}, []string{"Subnet subnet-public-a (minimal-", "forProvider.cidrBlock = 10.0.1.0/24\n  spec.network.cidr = 10.0.0.0/16 (default)\n", "with another value of\n  spec.zones[a] = a (default)\n"}, ""},
		"Single":   {"One field is explained.", []string{minimal, "subnet-public-a.cidrBlock"}, []string{"forProvider.cidrBlock = 10.0.1.0/24\n  spec.network.cidr = 10.0.0.0/16 (default)\n"}, "forProvider.region"},
		"Routes":   {"Rules are in the order in which they apply.", []string{farmers, "--routes"}, []string{"HTTPS:443   20200      -       /socket.io/*     chat:3002               listener-rule-socket-io-66ibzj\n", "HTTPS:443   default    -       -                response 404            listener-https\n"}, ""},
		"Paths":    {"Connections name the rules of both sides.", []string{farmers, "--paths"}, []string{"service chat           cache                  tcp        6379    service-egress-cache-chat                        cache-ingress-chat\n"}, ""},
		"Names":    {"Names are those that xplatform chooses, and no identity that AWS chooses.", []string{farmers, "--names"}, []string{"farmers-chat-3002-coyvzd\n", "/aws/rds/instance/farmers-coyvzd/postgresql\n"}, "vpc-0"},
		"Quotas":   {"Quotas are counted.", []string{farmers, "--quotas"}, []string{"elastic IPs in a region                                          2      5         https://docs.aws.amazon.com/vpc/"}, ""},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			got := execute(t, "", append([]string{"explain"}, tc.args...)...)
			for _, want := range tc.want {
				if got.status != 0 || !strings.Contains(got.out, want) {
					t.Errorf("%s\nxplatform explain %s: status %d, lacks %q\n%s%s", tc.reason, strings.Join(tc.args, " "), got.status, want, got.err, got.out)
				}
			}
			if tc.lacks != "" && strings.Contains(got.out, tc.lacks) {
				t.Errorf("%s\nxplatform explain %s: contains %q\n%s", tc.reason, strings.Join(tc.args, " "), tc.lacks, got.out)
			}
		})
	}
}

func TestExplainSaysWhatIsMissing(t *testing.T) {
	cases := map[string]struct {
		reason string
		args   []string
		want   string
	}{
		"Nothing": {"There is something to explain.", []string{farmers}, "error: cannot tell what to explain: name a resource, or set --field"},
		"Key":     {"A key that does not exist is an error.", []string{farmers, "databse"}, `error: cannot find a resource with the key "databse"`},
		"Field":   {"A field that the claim lacks is an error.", []string{farmers, "--field", "services[chta].port"}, `error: cannot find the field "services[chta].port" in the claim`},
		"Path":    {"A field that the resource lacks is an error.", []string{"examples/minimal/claim.yaml", "vpc.cdir"}, `error: cannot find the field "cdir" in vpc`},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			got := execute(t, "", append([]string{"explain"}, tc.args...)...)
			if got.status != 1 || !strings.Contains(got.err, tc.want) {
				t.Errorf("%s\nxplatform explain %s: status %d, got %q, want %q", tc.reason, strings.Join(tc.args, " "), got.status, got.err, tc.want)
			}
		})
	}
}

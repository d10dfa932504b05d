package v1alpha1

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestValidateNetwork(t *testing.T) {
	const smallVPC = `network: {cidr: 10.0.0.0/22, subnets: {
		public: {a: 10.0.0.0/27, b: 10.0.0.32/27}, private: {a: 10.0.1.0/24, b: 10.0.2.0/24}, database: {a: 10.0.3.0/28, b: 10.0.3.16/28}}}`
	cases := map[string]struct {
		reason string
		args   string
		want   []string
	}{
		"SixZones":     {"Six zones of the largest VPC do not overlap.", `zones: [a, b, c, d, e, f]`, nil},
		"SmallFormula": {"A /19 is the smallest VPC that gives subnets.", `zones: [a, b, c, d, e, f], network: {cidr: 10.0.32.0/19}`, nil},
		"Explicit":     {"A smaller VPC takes explicit blocks.", smallVPC, nil},
		"HostBits": {"The block that was meant is proposed.", `network: {cidr: 10.0.1.0/16}`,
			[]string{`spec.network.cidr: Invalid value: "10.0.1.0/16": has host bits set: write 10.0.0.0/16`}},
		"TooLarge": {"AWS takes no VPC larger than /16.", `network: {cidr: 10.0.0.0/8}`,
			[]string{`spec.network.cidr: Invalid value: "10.0.0.0/8": a VPC must be /16 to /28, for example 10.0.0.0/16`}},
		"NoBlock": {"What looks like a block need not be one.", `network: {cidr: 10.0.0.256/16}`,
			[]string{`spec.network.cidr: Invalid value: "10.0.0.256/16": must be an IPv4 CIDR block, for example 10.0.0.0/16`}},
		"NotAllExplicit": {"A smaller VPC needs all blocks, named in one fault.", `network: {cidr: 10.0.0.0/22, subnets: {public: {a: 10.0.0.0/27}}}`,
			[]string{`spec.network.subnets: Required value: subnets are derived only for VPCs of /16 to /19, and this one is /22: set public.b, private.a, private.b, database.a, database.b`}},
		"Outside": {"Subnets lie in the VPC.", `network: {subnets: {private: {a: 10.1.0.0/24}}}`,
			[]string{`spec.network.subnets.private.a: Invalid value: "10.1.0.0/24": is not inside the VPC (spec.network.cidr is 10.0.0.0/16)`}},
		"Larger": {"A subnet cannot be larger than the VPC.", `network: {subnets: {private: {a: 10.0.0.0/15}}}`,
			[]string{
				`spec.network.subnets.private.a: Invalid value: "10.0.0.0/15": is not inside the VPC (spec.network.cidr is 10.0.0.0/16)`,
				`spec.network.subnets.private.a: Invalid value: "10.0.0.0/15": overlaps the database subnet of zone a (10.0.20.0/24, from spec.network.cidr): choose another CIDR block`,
				`spec.network.subnets.private.a: Invalid value: "10.0.0.0/15": overlaps the database subnet of zone b (10.0.21.0/24, from spec.network.cidr): choose another CIDR block`,
				`spec.network.subnets.private.a: Invalid value: "10.0.0.0/15": overlaps the private subnet of zone b (10.0.11.0/24, from spec.network.cidr): choose another CIDR block`,
				`spec.network.subnets.private.a: Invalid value: "10.0.0.0/15": overlaps the public subnet of zone a (10.0.1.0/24, from spec.network.cidr): choose another CIDR block`,
				`spec.network.subnets.private.a: Invalid value: "10.0.0.0/15": overlaps the public subnet of zone b (10.0.2.0/24, from spec.network.cidr): choose another CIDR block`,
			}},
		"Overlap": {"Of two given blocks, both fields are named.", `network: {subnets: {public: {a: 10.0.100.0/24}, database: {b: 10.0.100.128/25}}}`,
			[]string{`spec.network.subnets.database.b: Invalid value: "10.0.100.128/25": overlaps spec.network.subnets.public.a (10.0.100.0/24): choose another CIDR block`}},
		"TooSmall": {"AWS's least, and the load balancer's.", `network: {subnets: {public: {a: 10.0.100.0/28}, private: {a: 10.0.101.0/29}}}`,
			[]string{
				`spec.network.subnets.private.a: Invalid value: "10.0.101.0/29": a private subnet must be /28 or larger`,
				`spec.network.subnets.public.a: Invalid value: "10.0.100.0/28": a public subnet must be /27 or larger`,
			}},
		"UnknownZone": {"A block belongs to a zone of the platform.", `network: {subnets: {public: {c: 10.0.100.0/24}}}`,
			[]string{`spec.network.subnets.public.c: Invalid value: "c": is not a zone of spec.zones (a, b): add it there or remove it here`}},
		"NATZone": {"A single gateway is in a zone of the platform.", `network: {nat: {mode: Single, zone: c}}`,
			[]string{`spec.network.nat.zone: Invalid value: "c": is not a zone of spec.zones (a, b): add it there or remove it here`}},
		"NATZonePerZone": {"A gateway in every zone is not in one.", `network: {nat: {zone: a}}`,
			[]string{`spec.network.nat.zone: Invalid value: "a": only mode Single has one zone: remove zone or write mode: Single`}},
		"SharedAllocation": {"An elastic IP serves one gateway.", `network: {nat: {eipAllocationIds: {a: eipalloc-aaaaaaaa, b: eipalloc-aaaaaaaa}}}`,
			[]string{`spec.network.nat.eipAllocationIds.b: Invalid value: "eipalloc-aaaaaaaa": zone a already uses it: every gateway requires its own elastic IP`}},
		"EndpointTwice": {"ecr is two endpoints.", `network: {endpoints: [s3, ecr, ecr.api]}`,
			[]string{`spec.network.endpoints[2]: Invalid value: "ecr.api": ecr stands for ecr.api and ecr.dkr: remove one or the other`}},
		"NoNAT": {"Without a way out, services need endpoints.", `network: {nat: {mode: None}, endpoints: [s3, logs]}, database: {}, search: {},
			services: [{name: a, image: x, uses: [database, search], exec: true}, {name: b, image: x, secrets: {A: "arn:aws:ssm:eu-central-1:123456789012:parameter/a"}}]`,
			[]string{`spec.network.endpoints: Required value: with nat.mode None, services reach AWS only by endpoints: add ecr.api, ecr.dkr, secretsmanager, ssm, ssmmessages, sts`}},
		"NoNATWithEndpoints": {"With them, it can do without.", `network: {nat: {mode: None}, endpoints: [s3, ecr, logs]}, services: [{name: a, image: x}]`, nil},
		"NoNATNoServices":    {"Nothing runs, so nothing is missing.", `network: {nat: {mode: None}}, services: [{name: a, port: 1}]`, nil},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			got := faultsOf(t, `{region: eu-central-1, `+tc.args+`}`)
			if name == "NoNAT" || len(tc.want) > 0 {
				got = only(got, "spec.network")
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("\n%s\nDecode(...): -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

// only keeps the faults below a path.
func only(faults []string, path string) []string {
	var out []string
	for _, f := range faults {
		if strings.HasPrefix(f, path) {
			out = append(out, f)
		}
	}
	return out
}

func TestValidateExisting(t *testing.T) {
	cases := map[string]struct {
		reason string
		args   string
		want   []string
	}{
		"Complete": {"Public subnets are needed by an internet-facing load balancer only.", `{
			private: {a: subnet-aaaaaaa1, b: subnet-bbbbbbb1}, database: {a: subnet-aaaaaaa2, b: subnet-bbbbbbb2}}}}}`, nil},
		"Internal": {"An internal load balancer is in the private subnets.", `{
			private: {a: subnet-aaaaaaa1, b: subnet-bbbbbbb1}, database: {a: subnet-aaaaaaa2, b: subnet-bbbbbbb2}}}},
			edge: {scheme: Internal, domain: {name: example.org, hostedZoneId: Z1}}}`, nil},
		"Facing": {"An internet-facing one is in the public subnets of all zones.", `{
			private: {a: subnet-aaaaaaa1, b: subnet-bbbbbbb1}, database: {a: subnet-aaaaaaa2, b: subnet-bbbbbbb2}, public: {a: subnet-aaaaaaa3}}}},
			edge: {domain: {name: example.org, hostedZoneId: Z1}}}`,
			[]string{`spec.network.existing.subnetIds.public.b: Required value: set the public subnet of zone b: every zone of spec.zones requires one`}},
		"Shared": {"A tier is a subnet of its own.", `{
			private: {a: subnet-aaaaaaa1, b: subnet-bbbbbbb1}, database: {a: subnet-aaaaaaa1, b: subnet-bbbbbbb2}}}}}`,
			[]string{`spec.network.existing.subnetIds.database.a: Invalid value: "subnet-aaaaaaa1": spec.network.existing.subnetIds.private.a already uses it: tiers and zones cannot share a subnet`}},
		"UnknownZone": {"A subnet belongs to a zone of the platform.", `{
			private: {a: subnet-aaaaaaa1, b: subnet-bbbbbbb1, c: subnet-ccccccc1}, database: {a: subnet-aaaaaaa2, b: subnet-bbbbbbb2}}}}}`,
			[]string{`spec.network.existing.subnetIds.private.c: Invalid value: "c": is not a zone of spec.zones (a, b): add it there or remove it here`}},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			got := faultsOf(t, `{region: eu-central-1, network: {cidr: 192.168.0.0/28, existing: {vpcId: vpc-aaaaaaaa, subnetIds: `+tc.args)
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("\n%s\nDecode(...): -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

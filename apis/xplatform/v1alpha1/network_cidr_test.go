package v1alpha1

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSubnetCIDR(t *testing.T) {
	type args struct {
		spec string
		tier Tier
		zone Zone
	}
	type want struct {
		block string
		fails bool
	}
	cases := map[string]struct {
		reason string
		args   args
		want   want
	}{
		"PublicA":   {"The drawing's.", args{`{}`, TierPublic, "a"}, want{block: "10.0.1.0/24"}},
		"PublicB":   {"The drawing's.", args{`{}`, TierPublic, "b"}, want{block: "10.0.2.0/24"}},
		"PrivateA":  {"The drawing's.", args{`{}`, TierPrivate, "a"}, want{block: "10.0.10.0/24"}},
		"PrivateB":  {"The drawing's.", args{`{}`, TierPrivate, "b"}, want{block: "10.0.11.0/24"}},
		"DatabaseA": {"The drawing's.", args{`{}`, TierDatabase, "a"}, want{block: "10.0.20.0/24"}},
		"DatabaseB": {"The drawing's.", args{`{}`, TierDatabase, "b"}, want{block: "10.0.21.0/24"}},
		"DatabaseF": {"The last one there can be.", args{`{}`, TierDatabase, "f"}, want{block: "10.0.25.0/24"}},
		"Smallest":  {"Eight bits more, whatever the VPC's.", args{`{cidr: 10.0.32.0/19}`, TierPublic, "a"}, want{block: "10.0.32.32/27"}},
		"Given":     {"What is given goes first.", args{`{subnets: {public: {a: 10.0.99.0/24}}}`, TierPublic, "a"}, want{block: "10.0.99.0/24"}},
		"NoZone":    {"There are six zones.", args{`{}`, TierPublic, "g"}, want{fails: true}},
		"NoTier":    {"There are three tiers.", args{`{}`, "other", "a"}, want{fails: true}},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			s, faults := Decode(specOf(t, `{region: eu-central-1, network: `+tc.args.spec+`}`))
			if len(faults) > 0 {
				t.Fatal(faults.ToAggregate())
			}
			p, err := s.SubnetCIDR(tc.args.tier, tc.args.zone)
			got := want{fails: err != nil}
			if err == nil {
				got.block = p.String()
			}
			if diff := cmp.Diff(tc.want, got, cmp.AllowUnexported(want{})); diff != "" {
				t.Errorf("\n%s\nSubnetCIDR(...): -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

func TestEndpointServices(t *testing.T) {
	n := NetworkSpec{Endpoints: []string{"s3", "ecr", "logs"}}
	if diff := cmp.Diff([]string{"ecr.api", "ecr.dkr", "logs", "s3"}, n.EndpointServices()); diff != "" {
		t.Errorf("EndpointServices(): -want, +got:\n%s", diff)
	}
}

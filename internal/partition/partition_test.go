package partition

import "testing"

func TestOf(t *testing.T) {
	cases := map[string]struct {
		reason string
		want   Partition
	}{
		"eu-central-1":   {"Most regions are in the standard partition.", Partition{"aws", "amazonaws.com"}},
		"cn-north-1":     {"China has a partition and a domain of its own.", Partition{"aws-cn", "amazonaws.com.cn"}},
		"us-gov-west-1":  {"GovCloud has its own partition in the standard domain.", Partition{"aws-us-gov", "amazonaws.com"}},
		"eusc-de-east-1": {"The European Sovereign Cloud has both.", Partition{"aws-eusc", "amazonaws.eu"}},
		"us-isob-east-1": {"A prefix ends at its hyphen: this region is not in aws-iso.", Partition{"aws-iso-b", "sc2s.sgov.gov"}},
	}
	for region, tc := range cases {
		t.Run(region, func(t *testing.T) {
			if got := Of(region); got != tc.want {
				t.Errorf("%s\nOf(%q): want %v, got %v", tc.reason, region, tc.want, got)
			}
		})
	}
}

package plan

import "testing"

// Names that begin or end with the domain of a partition.
func TestPartitions(t *testing.T) {
	cases := map[string]struct {
		reason, region             string
		suffix, registry, gateways string
	}{
		"Commercial": {
			reason: "Most regions are in AWS's first partition.", region: "eu-central-1",
			suffix: "amazonaws.com", registry: "com.amazonaws.eu-central-1.ecr.dkr", gateways: "com.amazonaws.eu-central-1.s3",
		},
		"GovCloud": {
			reason: "GovCloud shares its domain.", region: "us-gov-west-1",
			suffix: "amazonaws.com", registry: "com.amazonaws.us-gov-west-1.ecr.dkr", gateways: "com.amazonaws.us-gov-west-1.s3",
		},
		"China": {
			reason: "China has its own.", region: "cn-north-1",
			suffix: "amazonaws.com.cn", registry: "cn.com.amazonaws.cn-north-1.ecr.dkr", gateways: "com.amazonaws.cn-north-1.s3",
		},
		"Europe": {
			reason: "So has the European Sovereign Cloud.", region: "eusc-de-east-1",
			suffix: "amazonaws.eu", registry: "eu.amazonaws.eusc-de-east-1.ecr.dkr", gateways: "com.amazonaws.eusc-de-east-1.s3",
		},
		"Isolated": {
			reason: "A region whose name begins like another partition's is not in it.", region: "us-isob-east-1",
			suffix: "sc2s.sgov.gov", registry: "gov.sgov.sc2s.us-isob-east-1.ecr.dkr", gateways: "com.amazonaws.us-isob-east-1.s3",
		},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			if got := DNSSuffix(tc.region); got != tc.suffix {
				t.Errorf("%s\nDNSSuffix(%q): want %s, got %s", tc.reason, tc.region, tc.suffix, got)
			}
			for service, want := range map[string]string{"ecr.dkr": tc.registry, "s3": tc.gateways} {
				if got := serviceName(tc.region, service); got != want {
					t.Errorf("%s\nserviceName(%q, %q): want %s, got %s", tc.reason, tc.region, service, want, got)
				}
			}
		})
	}
}

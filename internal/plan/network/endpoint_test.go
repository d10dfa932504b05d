package network

import "testing"

// TestServiceName names endpoints in every partition that has a domain of its own.
func TestServiceName(t *testing.T) {
	cases := map[string]struct {
		reason, region     string
		registry, gateways string
	}{
		"Commercial": {
			reason: "Most regions are in AWS's first partition.", region: "eu-central-1",
			registry: "com.amazonaws.eu-central-1.ecr.dkr", gateways: "com.amazonaws.eu-central-1.s3",
		},
		"GovCloud": {
			reason: "GovCloud shares its domain.", region: "us-gov-west-1",
			registry: "com.amazonaws.us-gov-west-1.ecr.dkr", gateways: "com.amazonaws.us-gov-west-1.s3",
		},
		"China": {
			reason: "China has its own.", region: "cn-north-1",
			registry: "cn.com.amazonaws.cn-north-1.ecr.dkr", gateways: "com.amazonaws.cn-north-1.s3",
		},
		"Europe": {
			reason: "So has the European Sovereign Cloud.", region: "eusc-de-east-1",
			registry: "eu.amazonaws.eusc-de-east-1.ecr.dkr", gateways: "com.amazonaws.eusc-de-east-1.s3",
		},
		"Isolated": {
			reason: "A region whose name begins like another partition's is not in it.", region: "us-isob-east-1",
			registry: "gov.sgov.sc2s.us-isob-east-1.ecr.dkr", gateways: "com.amazonaws.us-isob-east-1.s3",
		},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			for service, want := range map[string]string{"ecr.dkr": tc.registry, "s3": tc.gateways} {
				if got := serviceName(tc.region, service); got != want {
					t.Errorf("%s\nserviceName(%q, %q): want %s, got %s", tc.reason, tc.region, service, want, got)
				}
			}
		})
	}
}

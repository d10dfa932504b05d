package plan

import (
	"slices"
	"strings"
)

// dnsSuffixes are the domains of AWS's partitions, by the beginning of their
// regions. Nothing that exists in an account tells them, and this is the only place
// that knows them: everything else of a partition is read from ARNs.
// https://github.com/aws/aws-sdk-go-v2/blob/main/internal/endpoints/awsrulesfn/partitions.json
var dnsSuffixes = []struct{ region, suffix string }{
	{"cn-", "amazonaws.com.cn"},
	{"eusc-", "amazonaws.eu"},
	{"us-iso-", "c2s.ic.gov"},
	{"us-isob-", "sc2s.sgov.gov"},
	{"us-isof-", "csp.hci.ic.gov"},
	{"eu-isoe-", "cloud.adc-e.uk"},
}

// DNSSuffix returns the domain of the AWS services in a region. That of a partition
// without one of its own is AWS's first.
func DNSSuffix(region string) string {
	for _, p := range dnsSuffixes {
		if strings.HasPrefix(region, p.region) {
			return p.suffix
		}
	}
	return "amazonaws.com"
}

// reverseDomain returns a domain as names of endpoint services begin with it.
func reverseDomain(domain string) string {
	parts := strings.Split(domain, ".")
	slices.Reverse(parts)
	return strings.Join(parts, ".")
}

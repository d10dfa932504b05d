package simulatedaws

import "strings"

// partitions are the partitions of AWS that have a name and a domain of their own,
// by the beginning of their regions.
// https://github.com/aws/aws-sdk-go-v2/blob/main/internal/endpoints/awsrulesfn/partitions.json
var partitions = []struct{ region, name, domain string }{
	{"cn-", "aws-cn", "amazonaws.com.cn"},
	{"eusc-", "aws-eusc", "amazonaws.eu"},
	{"us-gov-", "aws-us-gov", "amazonaws.com"},
	{"us-iso-", "aws-iso", "c2s.ic.gov"},
	{"us-isob-", "aws-iso-b", "sc2s.sgov.gov"},
	{"us-isof-", "aws-iso-f", "csp.hci.ic.gov"},
	{"eu-isoe-", "aws-iso-e", "cloud.adc-e.uk"},
}

// partition returns the partition of a region.
func partition(region string) string {
	for _, p := range partitions {
		if strings.HasPrefix(region, p.region) {
			return p.name
		}
	}
	return "aws"
}

// domainOf returns the domain that the endpoints of a region end in.
func domainOf(region string) string {
	for _, p := range partitions {
		if strings.HasPrefix(region, p.region) {
			return p.domain
		}
	}
	return "amazonaws.com"
}

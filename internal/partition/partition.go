// Package partition knows the partitions of AWS by their regions. Plans mostly
// read the partition from ARNs; this package is for values that no resource of
// an account reports, and for decisions before any resource exists.
package partition

import "strings"

// A Partition is a group of regions with accounts and ARNs of its own.
type Partition struct {
	// Name is the second part of its ARNs, such as aws-cn.
	Name string

	// DNSSuffix is the domain of its services, such as amazonaws.com.cn.
	DNSSuffix string
}

// standard is the partition of most regions.
var standard = Partition{Name: "aws", DNSSuffix: "amazonaws.com"}

// others are the other partitions, by the prefix of their regions.
// https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
// https://github.com/aws/aws-sdk-go-v2/blob/main/internal/endpoints/awsrulesfn/partitions.json
var others = []struct {
	prefix string
	Partition
}{
	{"cn-", Partition{Name: "aws-cn", DNSSuffix: "amazonaws.com.cn"}},
	{"eu-isoe-", Partition{Name: "aws-iso-e", DNSSuffix: "cloud.adc-e.uk"}},
	{"eusc-", Partition{Name: "aws-eusc", DNSSuffix: "amazonaws.eu"}},
	{"us-gov-", Partition{Name: "aws-us-gov", DNSSuffix: "amazonaws.com"}},
	{"us-iso-", Partition{Name: "aws-iso", DNSSuffix: "c2s.ic.gov"}},
	{"us-isob-", Partition{Name: "aws-iso-b", DNSSuffix: "sc2s.sgov.gov"}},
	{"us-isof-", Partition{Name: "aws-iso-f", DNSSuffix: "csp.hci.ic.gov"}},
}

// Of returns the partition of a region: the standard one if the region has the
// prefix of no other.
func Of(region string) Partition {
	for _, p := range others {
		if strings.HasPrefix(region, p.prefix) {
			return p.Partition
		}
	}
	return standard
}

package v1alpha1

import (
	"regexp"

	"k8s.io/apimachinery/pkg/util/validation/field"

	"github.com/xplatform-dev/xplatform/internal/partition"
	"github.com/xplatform-dev/xplatform/internal/spelling"
)

// regionShape is how all regions are called: an area, which may have parts, a
// direction and a number.
// https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html
var regionShape = regexp.MustCompile(`^[a-z]{2,4}(-[a-z]+)*-(north|south|east|west|central|northeast|northwest|southeast|southwest)-[1-9][0-9]?$`)

// knownRegions are regions of all partitions. There are newer ones: a region is
// never refused because it is not here.
// https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html
var knownRegions = []string{
	"af-south-1",
	"ap-east-1", "ap-east-2", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-south-2",
	"ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ap-southeast-6", "ap-southeast-7",
	"ca-central-1", "ca-west-1",
	"cn-north-1", "cn-northwest-1",
	"eu-central-1", "eu-central-2", "eu-isoe-west-1", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-2", "eu-west-3",
	"eusc-de-east-1",
	"il-central-1",
	"me-central-1", "me-south-1",
	"mx-central-1",
	"sa-east-1",
	"us-east-1", "us-east-2", "us-gov-east-1", "us-gov-west-1", "us-iso-east-1", "us-iso-west-1", "us-isob-east-1",
	"us-isof-east-1", "us-isof-south-1", "us-west-1", "us-west-2",
}

// standardRegion is how regions of the standard partition are called: their
// area is one word of two letters.
var standardRegion = regexp.MustCompile(`^[a-z]{2}-[a-z]+-[0-9]+$`)

// partitionOf returns the name of the partition of a region, or "" where the name of
// the region does not tell.
func partitionOf(region string) string {
	p := partition.Of(region).Name
	if p == "aws" && !standardRegion.MatchString(region) {
		return ""
	}
	return p
}

// validateRegion faults what no region can be called.
func validateRegion(region string, path *field.Path) field.ErrorList {
	if regionShape.MatchString(region) {
		return nil
	}
	meant := "write for example eu-central-1"
	if n := NearestRegion(region); n != "" {
		meant = "did you mean " + n + "?"
	}
	return field.ErrorList{field.Invalid(path, region, "this is not the name of an AWS region: "+meant)}
}

// NearestRegion is the region that a mistyped one probably stands for, or "".
// It is also "" for a region that is known.
func NearestRegion(region string) string { return spelling.Nearest(region, knownRegions) }

package data

import (
	"fmt"
	"strings"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
)

// A Volume is the gp3 volume of a data node.
type Volume struct{ GiB, IOPS, MiBps int64 }

// What gp3 volumes of OpenSearch come with, which AWS takes no less than: 3,000 IOPS,
// and 3 for each GiB of larger ones; 125 MiB/s up to 170 GiB, and 250 for each 3,000
// GiB begun of larger ones.
// https://aws.amazon.com/blogs/big-data/lower-your-amazon-opensearch-service-storage-cost-with-gp3-amazon-ebs-volumes/
// https://github.com/hashicorp/terraform-provider-aws/issues/39136
const (
	minVolumeIOPS     = 3000
	volumeIOPSPerGiB  = 3
	maxIncludedIOPS   = 16000
	smallVolumeGiB    = 170
	smallVolumeMiBps  = 125
	volumeStripeGiB   = 3000
	volumeStripeMiBps = 250
	maxIncludedMiBps  = 1000
)

// planVolume asks for the IOPS and throughput that AWS includes for the size, or for
// those that the domain has where they are higher. Left out, they would stay as they
// are, because the provider sends them along, and AWS refuses a larger volume with
// those of a smaller one.
func planVolume(gib int64, seen live.State) Volume {
	iops := min(max(minVolumeIOPS, volumeIOPSPerGiB*gib), maxIncludedIOPS)
	mibps := int64(smallVolumeMiBps)
	if gib > smallVolumeGiB {
		stripes := (gib + volumeStripeGiB - 1) / volumeStripeGiB
		mibps = min(stripes*volumeStripeMiBps, maxIncludedMiBps)
	}
	return Volume{
		GiB:   gib,
		IOPS:  max(iops, seen.Search().IOPS()),
		MiBps: max(mibps, seen.Search().Throughput()),
	}
}

// maxVolumes are the largest gp3 volumes of data nodes by their type, in GiB. Types
// that are not here are left to AWS.
// https://docs.aws.amazon.com/opensearch-service/latest/developerguide/limits.html#ebsresource
var maxVolumes = map[string]int64{
	"t3.small": 100, "t3.medium": 200,
	"m5.large": 1024, "m5.xlarge": 2048, "m5.2xlarge": 3072, "m5.4xlarge": 6144, "m5.12xlarge": 18432,
	"m6g.large": 1024, "m6g.xlarge": 2048, "m6g.2xlarge": 3072, "m6g.4xlarge": 6144, "m6g.8xlarge": 12288, "m6g.12xlarge": 18432,
	"c5.large": 256, "c5.xlarge": 512, "c5.2xlarge": 1024, "c5.4xlarge": 1536, "c5.9xlarge": 3584, "c5.18xlarge": 7168,
	"c6g.large": 256, "c6g.xlarge": 512, "c6g.2xlarge": 1024, "c6g.4xlarge": 1536, "c6g.8xlarge": 3072, "c6g.12xlarge": 4608,
	"r5.large": 2048, "r5.xlarge": 3072, "r5.2xlarge": 6144, "r5.4xlarge": 12288, "r5.12xlarge": 24576,
	"r6g.large": 2048, "r6g.xlarge": 3072, "r6g.2xlarge": 6144, "r6g.4xlarge": 12288, "r6g.8xlarge": 16384, "r6g.12xlarge": 24576,
}

// volumeFits checks that AWS gives nodes of the domain's type volumes of its size,
// whether the claim gives the two or its size does.
func volumeFits(s *Search, spec *v1alpha1.SearchSpec) error {
	instance := strings.TrimSuffix(s.InstanceType, ".search")
	most, known := maxVolumes[instance]
	if !known || s.Volume.GiB <= most {
		return nil
	}
	if spec.VolumeGiB == nil {
		return fmt.Errorf("spec.search.volumeGiB: size %s has volumes of %d GiB, and a node of type %s takes at most %d: write volumeGiB, or choose another instanceType", spec.Size, s.Volume.GiB, s.InstanceType, most)
	}
	return fmt.Errorf("spec.search.volumeGiB: a node of type %s takes at most %d GiB, and not %d: write less, or choose another size or instanceType", s.InstanceType, most, s.Volume.GiB)
}

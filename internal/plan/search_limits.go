package plan

import (
	"fmt"
	"strings"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
)

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
	if !known || s.VolumeGiB <= most {
		return nil
	}
	if spec.VolumeGiB == nil {
		return fmt.Errorf("spec.search.volumeGiB: size %s has volumes of %d GiB, and a node of type %s takes at most %d: write volumeGiB, or choose another instanceType", spec.Size, s.VolumeGiB, s.InstanceType, most)
	}
	return fmt.Errorf("spec.search.volumeGiB: a node of type %s takes at most %d GiB, and not %d: write less, or choose another size or instanceType", s.InstanceType, most, s.VolumeGiB)
}

package data

import (
	"fmt"
	"strings"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
)

// maxSearchZones is over how many zones AWS spreads a domain.
// https://docs.aws.amazon.com/opensearch-service/latest/developerguide/managedomains-multiaz.html
const maxSearchZones = 3

// spreadable checks that a domain's data nodes can be spread over its zones as AWS
// demands: as many in each of two, at least one in each of three.
func spreadable(instances int64, zones []v1alpha1.Zone) error {
	n := int64(len(zones))
	switch {
	case n == 2 && instances%2 != 0:
		return fmt.Errorf("spec.search.instances: %d nodes cannot be spread evenly over two zones (%s), as AWS demands: write %d or %d, or name one or three zones in spec.search.zones", instances, letters(zones), max(instances-1, 2), instances+1)
	case instances < n:
		return fmt.Errorf("spec.search.instances: %d nodes cannot be spread over %d zones (%s): write %d or more, or name fewer in spec.search.zones", instances, n, letters(zones), n)
	}
	return nil
}

func letters(zones []v1alpha1.Zone) string {
	out := make([]string, len(zones))
	for i, z := range zones {
		out[i] = string(z)
	}
	return strings.Join(out, ", ")
}

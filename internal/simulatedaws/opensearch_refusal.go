package simulatedaws

import (
	"cmp"
	"fmt"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// domainRefused repeats what AWS refuses of a domain.
func domainRefused(r *resource) string {
	return cmp.Or(autoTuneRefused(r), volumeRefused(r))
}

// autoTuneRefused repeats AWS's refusal to tune small nodes. A domain that is tuned
// stays so until it is told otherwise.
// https://docs.aws.amazon.com/opensearch-service/latest/developerguide/auto-tune.html
func autoTuneRefused(r *resource) string {
	if burstable(r.parameters()) && tuned(r.parameters(), r.before) {
		return "ValidationException: Autotune is not supported in t2/t3 instance types. Disable autotune or change your instance type."
	}
	return ""
}

// burstable reports whether a domain has nodes of the small types.
func burstable(domain map[string]any) bool {
	instance, _, _ := unstructured.NestedString(domain, "clusterConfig", "instanceType")
	return strings.HasPrefix(instance, "t2.") || strings.HasPrefix(instance, "t3.")
}

// tuned reports whether Auto-Tune is on, according to the first that says so.
func tuned(domains ...map[string]any) bool {
	for _, domain := range domains {
		if state, ok, _ := unstructured.NestedString(domain, "autoTuneOptions", "desiredState"); ok {
			return state == "ENABLED"
		}
	}
	return false
}

// volumeRefused repeats AWS's refusal of volumes that are slower than their size
// demands. What a change does not ask for, the provider repeats as it was. A new
// volume of more than a tebibyte has to be asked for with both values.
func volumeRefused(r *resource) string {
	if kind, _, _ := unstructured.NestedString(r.parameters(), "ebsOptions", "volumeType"); kind != "gp3" {
		return ""
	}
	gib := volume(r.parameters(), "volumeSize")
	least := map[string]int64{"iops": leastIOPS(gib), "throughput": leastThroughput(gib)}
	for _, field := range []string{"iops", "throughput"} {
		asked := volume(r.parameters(), field)
		if asked == 0 && r.existed && r.provider.suffers(ComputedValuesAreSet) {
			asked = volume(r.before, field)
		}
		if asked == 0 && !r.existed && gib > tebibyte || asked != 0 && asked < least[field] {
			return fmt.Sprintf("ValidationException: %s of a volume of %d GiB must be at least %d, and not %d.", field, gib, least[field], asked)
		}
	}
	return ""
}

// tebibyte is the size of a volume, in GiB, above which its least IOPS grow with it.
const tebibyte = 1024

// leastIOPS and leastThroughput are those of a volume by its size in GiB.
// https://aws.amazon.com/blogs/big-data/lower-your-amazon-opensearch-service-storage-cost-with-gp3-amazon-ebs-volumes/
// https://github.com/hashicorp/terraform-provider-aws/issues/39136
func leastIOPS(gib int64) int64 { return min(16000, max(3000, 3*gib)) }

func leastThroughput(gib int64) int64 {
	const small, step, most = 170, 3 * tebibyte, 1000
	if gib <= small {
		return 125
	}
	return min(most, 250*((gib+step-1)/step))
}

// volume returns a number in the EBS options of a domain.
func volume(domain map[string]any, field string) int64 {
	v, _, _ := unstructured.NestedFieldNoCopy(domain, "ebsOptions", field)
	return count(v)
}

package simulatedaws

import (
	"cmp"
	"fmt"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// The fields that say how large an instance is, and how large it may become.
const (
	storage    = "allocatedStorage"
	maxStorage = "maxAllocatedStorage"
)

// stripedGiB is the size from which AWS stripes gp3, with no fewer IOPS than
// stripedIOPS, and below which it takes none.
// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html#gp3-storage
const (
	stripedGiB  = 400
	stripedIOPS = 12000
)

// databaseRefused repeats what AWS refuses of an instance.
func databaseRefused(w *world, r *resource) string {
	return cmp.Or(sourceMissing(w, r), ceilingRefused(w, r), speedRefused(w, r))
}

// sourceMissing repeats AWS's refusal of a replica whose source does not exist
// yet. A source that is no resource here is managed elsewhere, and considered
// to exist.
func sourceMissing(w *world, r *resource) string {
	if source := sourceOf(w, r); !r.existed && source != nil && status(source, "id") == "" {
		return "DBInstanceNotFound: The source instance could not be found: " + r.asked("replicateSourceDb")
	}
	return ""
}

// ceilingRefused repeats AWS's refusal to set a ceiling that leaves less than a
// tenth for growth. One that is there already may be that low: the storage has
// grown.
// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.Autoscaling.html
func ceilingRefused(w *world, r *resource) string {
	most, gib := count(r.parameters()[maxStorage]), storageAfter(w, r)
	if most == 0 || most == count(r.before[maxStorage]) || most*10 >= gib*11 {
		return ""
	}
	engine := cmp.Or(r.asked("engine"), status(sourceOf(w, r), "engine"))
	return fmt.Sprintf("InvalidParameterCombination: Invalid max storage size for engine name %s and storage type gp3: %d", engine, most)
}

// speedRefused repeats AWS's refusal of IOPS that do not fit the size.
func speedRefused(w *world, r *resource) string {
	iops, gib := count(r.parameters()["iops"]), storageAfter(w, r)
	switch {
	case r.asked("storageType") != "gp3":
		return ""
	case gib < stripedGiB && iops > 0:
		return fmt.Sprintf("InvalidParameterCombination: You can't specify IOPS or storage throughput for a storage size less than %d.", stripedGiB)
	case gib >= stripedGiB && r.existed && count(r.before[storage]) < stripedGiB && iops < stripedIOPS:
		return fmt.Sprintf("InvalidParameterCombination: Invalid IOPS value %d for a storage size of %d: at least %d.", iops, gib, stripedIOPS)
	}
	return ""
}

// storageAfter is how large an instance is once AWS has done what is asked for: a
// new replica is as large as its source.
func storageAfter(w *world, r *resource) int64 {
	if source := sourceOf(w, r); source != nil && !r.existed {
		is, _, _ := unstructured.NestedFieldNoCopy(source.Object, "status", "atProvider", storage)
		return count(is)
	}
	return max(count(r.parameters()[storage]), count(r.before[storage]))
}

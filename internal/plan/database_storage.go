package plan

import (
	"fmt"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
)

// Storage is how much a database can hold, in GiB, and how fast. What is nil or 0
// is not asked for.
type Storage struct {
	GiB int64

	// MaxGiB is how far AWS may grow it by itself: 0 is not at all.
	MaxGiB *int64

	// IOPS and MiBps are asked for where AWS would not take less.
	IOPS, MiBps int64
}

// From this size on, AWS stripes the storage, and takes no less than these.
// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html#gp3-storage
const (
	stripedGiB  = 400
	stripedIOPS = 12000
	stripedMiBs = 500

	maxStorageGiB = 65536
)

// planStorage sizes the database. What AWS has grown stays grown; of a restored
// database it is not known how large it is until AWS has said so.
func (db *Database) planStorage(spec *v1alpha1.DatabaseSpec, seen observed.View) error {
	size := databaseSizes[spec.Size]
	asked, most := size.storage, size.maxStorage
	if spec.StorageGiB != nil {
		asked = *spec.StorageGiB
	}
	most = min(max(most, 2*asked), maxStorageGiB)
	if spec.MaxStorageGiB != nil {
		most = *spec.MaxStorageGiB
	}
	if most != asked && most*10 < asked*11 {
		return fmt.Errorf("spec.database.maxStorageGiB: %d must be at least a tenth more than the storage (%d GiB), or the same to switch growth off", most, asked)
	}
	is := number(seen.Status(name.Database, "allocatedStorage"))
	if is == 0 {
		is = number(seen.Spec(name.Database, "allocatedStorage"))
	}
	if is == 0 && db.Beginning != nil {
		return nil
	}
	db.Storage = Storage{GiB: max(asked, is), MaxGiB: &most}
	if most <= db.Storage.GiB {
		db.Storage.MaxGiB = new(int64(0))
	}
	if db.Storage.GiB >= stripedGiB {
		db.Storage.IOPS = max(stripedIOPS, number(seen.Status(name.Database, "iops")))
		db.Storage.MiBps = max(stripedMiBs, number(seen.Status(name.Database, "storageThroughput")))
	}
	return nil
}

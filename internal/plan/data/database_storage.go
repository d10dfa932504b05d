package data

import (
	"cmp"
	"fmt"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
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

// A storageClaim is the storage that a claim requests: its size, and the limit of storage
// autoscaling.
type storageClaim struct{ gib, most int64 }

// claimedStorage returns the storage of the claim, or that of its size.
func claimedStorage(spec *v1alpha1.DatabaseSpec) (storageClaim, error) {
	size := databaseSizes[spec.Size]
	c := storageClaim{gib: size.storage, most: size.maxStorage}
	if spec.StorageGiB != nil {
		c.gib = *spec.StorageGiB
	}
	c.most = min(max(c.most, 2*c.gib), maxStorageGiB)
	if spec.MaxStorageGiB != nil {
		c.most = *spec.MaxStorageGiB
	}
	if c.most != c.gib && c.most < minAutoscalingLimit(c.gib) {
		return c, fmt.Errorf("spec.database.maxStorageGiB: %d must be at least a tenth more than the storage (%d GiB), or the same to switch growth off", c.most, c.gib)
	}
	return c, nil
}

// minAutoscalingLimit returns the lowest limit of storage autoscaling that RDS accepts
// for an allocated storage: a tenth more.
// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.Autoscaling.html
func minAutoscalingLimit(gib int64) int64 { return (gib*11 + 9) / 10 }

// planStorage sizes the database. What AWS has grown stays grown; of a restored
// database it is not known how large it is until AWS has said so.
func (d *Plan) planStorage(db *Database, claim storageClaim, seen live.State) {
	is, _ := seen.Database().Storage()
	if is == 0 && db.RestoreSource != nil {
		return
	}
	db.Storage = claim.storage(name.Database, max(claim.gib, is), seen)
	if most := *db.Storage.MaxGiB; d.Spec.Database.MaxStorageGiB != nil && most > claim.most {
		d.note(fmt.Sprintf("spec.database.maxStorageGiB: %[1]d is less than a tenth above the %[2]d GiB that there are, which AWS refuses, and %[3]d is asked for: write %[3]d or more, or %[2]d to switch growth off",
			claim.most, db.Storage.GiB, most))
	}
}

// storage is that of one instance, of so many GiB.
func (c storageClaim) storage(instance name.Key, gib int64, seen live.State) Storage {
	s := Storage{GiB: gib, MaxGiB: new(c.maxAllocatedStorage(instance, gib, seen))}
	if gib >= stripedGiB {
		s.IOPS = max(stripedIOPS, seen.Instance(instance).IOPS())
		s.MiBps = max(stripedMiBs, seen.Instance(instance).Throughput())
	}
	return s
}

// maxAllocatedStorage returns the size up to which RDS may scale the storage. The one that it has may stay when
// the storage has grown close to it. AWS sets none that leaves less than a tenth,
// so the lowest that it takes is asked for then.
func (c storageClaim) maxAllocatedStorage(instance name.Key, gib int64, seen live.State) int64 {
	is, had := seen.Instance(instance).Storage()
	switch {
	case c.most <= gib:
		return 0
	case c.most == had && gib <= is:
		return c.most
	case minAutoscalingLimit(gib) > maxStorageGiB:
		return 0
	}
	return max(c.most, minAutoscalingLimit(gib))
}

// replicaStorage is as much as the database has, or more where AWS has grown the
// replica: RDS grows no replica with its database, and one that is full replicates
// no more.
func (c storageClaim) replicaStorage(db *Database, replica name.Key, seen live.State) Storage {
	if db.Storage.GiB == 0 {
		return Storage{}
	}
	is, _ := seen.Instance(replica).Storage()
	gib := max(db.Storage.GiB, is)
	if seen.ExternalName(replica) == "" && !seen.Instance(replica).ReportsStorage() {
		// RDS makes it as large as the database is by then, whatever is asked for, and
		// refuses IOPS that suit only what the database is yet to become.
		gib = cmp.Or(seen.Database().AllocatedStorage(), db.Storage.GiB)
	}
	s := c.storage(replica, gib, seen)
	if s.IOPS > 0 {
		s.IOPS, s.MiBps = max(s.IOPS, db.Storage.IOPS), max(s.MiBps, db.Storage.MiBps)
	}
	return s
}

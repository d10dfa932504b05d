package plan

import "github.com/xplatform-dev/xplatform/internal/name"

// A Lifecycle says what becomes of resources that the claim no longer asks for, what
// outlives the platform, and what a person has to know of either.
type Lifecycle struct {
	// Draining resources stay exactly as they are until nothing uses them.
	Draining []name.Key

	// Pinned resources stay exactly as they are for good, or until others take
	// their place.
	Pinned []name.Key

	// Unprotected resources give up what protects them from deletion, and are
	// deleted in AWS next.
	Unprotected []name.Key

	// Orphaned resources give up the right to be deleted in AWS, and leave the
	// platform next: something else has taken them over.
	Orphaned []name.Key

	// Retained resources stay in AWS when the platform is deleted.
	Retained map[name.Key]bool

	// Progress lists the pending steps of existing resources, beside those that they
	// report themselves.
	Progress []Progress

	// Held says which stores stay only because their deletion is not confirmed.
	Held []string

	// RolledBack says which deployments ECS rolled back, and how to retry them.
	RolledBack []string
}

package plan

import "github.com/xplatform-dev/xplatform/internal/name"

// FieldARN is the field that most resources wait for.
const FieldARN = "ARN"

// A Blocker is one thing that a resource waits for. The sentence about it is made
// by internal/run.
type Blocker struct {
	// On is the resource that has to be ready, or that has the field.
	On name.Key

	// Field is the field of On that has to be known, as users call it. It is empty
	// if On itself has to be ready.
	Field string

	// Why says in words what key and field do not say, or what is no resource: "the
	// account of the VPC". It replaces them in the sentence.
	Why string
}

// Blockers lists what a resource waits for. Without any, it can be created or
// changed.
type Blockers []Blocker

// FirstBlockers returns the first of several lists that is not empty: it names the
// cause, and the others often follow from it.
func FirstBlockers(lists ...Blockers) Blockers {
	for _, l := range lists {
		if len(l) > 0 {
			return l
		}
	}
	return nil
}

// ARNBlockers returns the ARN of a resource as a blocker as long as it is unknown.
func ARNBlockers(k name.Key, arn string) Blockers {
	if arn != "" {
		return nil
	}
	return Blockers{{On: k, Field: FieldARN}}
}

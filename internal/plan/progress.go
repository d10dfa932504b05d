package plan

// A Progress is a change of an existing resource that is still to happen.
type Progress struct {
	// Text says which.
	Text string

	// While lists what the resource waits for, unchanged. Until lists what has to be
	// ready for the change to happen. At most one of them is not empty.
	While, Until Blockers
}

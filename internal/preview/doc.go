// Package preview tells what a change of a platform does: step by step, what is
// created, updated, deleted, released, kept and withheld, what interrupts users of the
// platform, and what costs more or less.
package preview

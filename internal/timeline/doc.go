// Package timeline plays the claims of a platform one after the other, each until the
// platform has settled, and tells what every reconcile on the way changed.
package timeline

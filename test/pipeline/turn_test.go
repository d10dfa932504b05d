package pipeline

import (
	"path/filepath"
	"runtime"
	"testing"

	"golang.org/x/sync/errgroup"
)

// eachReconcile runs a check on every reconcile of every case.
func eachReconcile(t *testing.T, check func(t *testing.T, turn turn)) {
	t.Helper()
	for _, dir := range cases(t) {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			for _, turn := range play(t, dir) {
				check(t, turn)
			}
		})
	}
}

// eachReconcileAtOnce does the same for several cases at a time, as many as
// there are processors. The check must count atomically.
func eachReconcileAtOnce(t *testing.T, check func(t *testing.T, turn turn)) {
	t.Helper()
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for _, dir := range cases(t) {
		turns := play(t, dir)
		group.Go(func() error {
			t.Run(filepath.Base(dir), func(t *testing.T) {
				for _, turn := range turns {
					check(t, turn)
				}
			})
			return nil
		})
	}
	_ = group.Wait() // Failures are reported by the tests themselves.
}

// middleAndLast returns two reconciles of the farmers claim: one in the middle,
// and the last, with everything ready.
func middleAndLast(t *testing.T) map[string]turn {
	t.Helper()
	turns := play(t, "cases/farmers")
	middle, last := turns[len(turns)/2], turns[len(turns)-1]
	if len(middle.Observed) == 0 || len(middle.Observed) >= len(last.Observed) {
		t.Fatalf("%d resources are observed in the middle, and %d at the end", len(middle.Observed), len(last.Observed))
	}
	return map[string]turn{"middle": middle, "last": last}
}

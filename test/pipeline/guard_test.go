package pipeline

import (
	"testing"

	"github.com/xplatform-dev/xplatform/internal/guard"
)

// TestGuardKnowsEveryKind finds kinds whose replacement the guard would not
// refuse.
func TestGuardKnowsEveryKind(t *testing.T) {
	eachReconcile(t, func(t *testing.T, turn turn) {
		t.Helper()
		for _, o := range turn.Result.Resources {
			if providers(o) && !guard.Knows(o.GetAPIVersion(), o.GetKind()) {
				t.Errorf("internal/guard does not say which fields of a %s AWS cannot change", o.GetKind())
			}
		}
	})
}

package pipeline

import (
	"strings"
	"testing"

	"github.com/xplatform-dev/xplatform/internal/render"
	"github.com/xplatform-dev/xplatform/internal/simulatedaws"
)

// TestPlatformIsReadyWithoutLifecycle simulates the failure of provider version
// 2.5 with the lifecycle of a bucket: it reads before it creates, and reports
// that nothing exists as an error. The platform becomes ready, and its message
// contains the error.
func TestPlatformIsReadyWithoutLifecycle(t *testing.T) {
	const missing = "observe failed: Missing Resource Identity After Read"
	in, err := render.Load(t.Context(), render.Request{Claim: "cases/farmers/claim.yaml"})
	if err != nil {
		t.Fatal(err)
	}
	s := &render.Settling{
		Reconciler: pipeline(),
		Simulation: &simulatedaws.Provider{Version: simulatedaws.Compiled},
	}
	result, err := s.Settle(t.Context(), in.Composite)
	if err != nil {
		t.Fatal(err)
	}
	told := conditionLine(result)
	for _, want := range []string{"Ready=True Available", "PlatformReady=True Available", "EdgeReady=True Available: access-log-bucket-lifecycle is not ready and holds nothing up: ", missing} {
		if !strings.Contains(told, want) {
			t.Errorf("want %q, got:\n%s", want, told)
		}
	}
}

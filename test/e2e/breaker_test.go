package e2e

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// recommendedBurst is the burst of the circuit breaker that docs/running.md
// recommends.
const recommendedBurst = 100000

// mostCalls is three times the measured number of calls of a function, 10 to
// 20: it depends on timing how many events result in one call. A platform that
// triggers itself continuously has one each second.
const mostCalls = 60

// An effort is the cost of a platform for Crossplane.
type effort struct{ calls, events, dropped int }

// effort returns Crossplane's counters since its start.
func (p *plane) effort() effort {
	p.t.Helper()
	return effort{
		calls:   p.metric("function_run_function_request_total", "network"),
		events:  p.metric("circuit_breaker_events_total"),
		dropped: p.metric("circuit_breaker_events_total", "Dropped"),
	}
}

func (e effort) since(before effort) effort {
	return effort{e.calls - before.calls, e.events - before.events, e.dropped - before.dropped}
}

// checkEffort fails if a platform comes near the limit of the recommended
// flags. The control plane's own limits are wider, so no event is dropped here.
func (e effort) checkEffort(t *testing.T) {
	t.Helper()
	if e.calls == 0 || e.calls > mostCalls {
		t.Errorf("each function was called %d times, at most %d are expected", e.calls, mostCalls)
	}
	if e.events == 0 || e.events > recommendedBurst/2 {
		t.Errorf("there were %d events at the circuit breaker, at most half of the recommended burst of %d is expected", e.events, recommendedBurst)
	}
	if e.dropped > 0 {
		t.Errorf("the circuit breaker dropped %d events", e.dropped)
	}
}

// TestBreaker measures the farmers claim and a large one on a control plane with
// flags of its own, as rows of the table in docs/running.md. TestFarmers does it
// with the usual ones.
func TestBreaker(t *testing.T) {
	p := connect(t)
	flags := os.Getenv("XPLATFORM_PLANE_FLAGS")
	if flags == "" {
		t.Skip("the control plane has no flags of its own: run make e2e RUN=TestBreaker PLANE_FLAGS=…")
	}
	for _, file := range []string{filepath.Join("..", "..", "examples", "farmers", "claim.yaml"), filepath.Join("testdata", "large.yaml")} {
		t.Run(file, func(t *testing.T) { p.in(t).measure(file, flags) })
	}
}

// measure prints the cost of a platform until it is ready.
func (p *plane) measure(file, flags string) {
	p.t.Helper()
	f := p.claim(file, p.namespace("breaker"), "breaker")
	f.o.Object["spec"].(map[string]any)["deletionProtection"] = false
	before, start, h := p.effort(), time.Now(), f.record()
	f.apply()
	f.await(2*long, "the platform becomes ready", f.notReady)
	took, e := time.Since(start), p.effort().since(before)
	p.t.Logf("| %d resources; %s | %.0f s | %d | %d | %d | %s |", len(f.resources()), flags, took.Seconds(), e.calls, e.events, e.dropped, h.responsive())
	f.delete()
}

// responsive returns whether the condition Responsive was ever False.
func (h *history) responsive() string {
	h.f.t.Helper()
	worst := "always responsive"
	h.replay(func(now moment) string {
		if status, message := condition(now["XPlatform"], "Responsive"); status == "False" {
			worst = "Responsive was False: " + message
		}
		return ""
	})
	return worst
}

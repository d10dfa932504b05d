package render

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestLoadTellsAllFaults shows that a user corrects a claim once: the faults of
// the XRD and those that the functions would find afterwards are reported
// together, each field once.
func TestLoadTellsAllFaults(t *testing.T) {
	claim := filepath.Join(t.TempDir(), "claim.yaml")
	const document = `
apiVersion: xplatform.dev/v1alpha1
kind: Platform
metadata: {name: bad}
spec:
  region: eu-central-1
  zones: [a]
  tags: {team: a, Team: b}
  network: {cdir: 10.0.0.0/8, cidr: 10.0.1.0/16}
  edge: {}
`
	if err := os.WriteFile(claim, []byte(document), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := Load(t.Context(), Request{Claim: claim})
	invalid := (*InvalidError)(nil)
	if !errors.As(err, &invalid) {
		t.Fatalf("Load(...): want an *InvalidError, got %v", err)
	}
	got := make([]string, 0, len(invalid.Faults))
	for _, f := range invalid.Faults {
		got = append(got, f.Field)
	}
	want := []string{"spec.edge", "spec.network.cdir", "spec.zones", "spec.network.cidr", "spec.tags[team]"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Load(...): -want, +got:\n%s", diff)
	}
}

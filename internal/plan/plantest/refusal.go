package plantest

import (
	"strings"
	"testing"
)

// Refusal reports whether a plan was refused, and fails where it should have
// been and was not, or the other way round. Without want it should not.
func Refusal(t *testing.T, reason string, err error, want string) bool {
	t.Helper()
	if (err == nil) != (want == "") || (err != nil && !strings.Contains(err.Error(), want)) {
		t.Fatalf("%s\nwant error %q, got %v", reason, want, err)
	}
	return err != nil
}

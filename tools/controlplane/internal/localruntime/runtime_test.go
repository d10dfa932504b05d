package localruntime

import (
	"os"
	"path/filepath"
	"testing"
)

// TestOverwrite shows that a file keeps its inode, whether its content grows or
// not.
func TestOverwrite(t *testing.T) {
	path := filepath.Join(t.TempDir(), "hosts")
	if err := os.WriteFile(path, []byte("127.0.0.1 localhost\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	mounted, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"127.0.0.1 localhost\n127.0.1.1 function\n", "short\n"} {
		if err := overwrite(path, []byte(want)); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(path); string(got) != want || err != nil {
			t.Errorf("the file has %q, want %q: %v", got, want, err)
		}
	}
	if now, err := os.Stat(path); err != nil || !os.SameFile(mounted, now) {
		t.Errorf("it is another file now: %v", err)
	}
}

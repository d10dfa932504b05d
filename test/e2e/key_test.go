package e2e

import (
	"strings"
	"testing"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// keyNeeded shows that nobody can delete the encryption key by hand while the
// last snapshots of stores depend on it.
func keyNeeded(f *platform) {
	f.t.Helper()
	key := f.resources()["encryption-key"]
	err := f.client.Resource(of(key)).Namespace(key.GetNamespace()).Delete(f.ctx, key.GetName(), metav1.DeleteOptions{DryRun: []string{metav1.DryRunAll}})
	if err == nil || !strings.Contains(err.Error(), "in-use by 2 usage(s)") {
		f.t.Errorf("the key can be deleted while stores need it: %v", err)
	}
}

// TestKeyOutlivesDatabase removes the only store of a platform that lives on.
// That somebody once tried to delete the key does not come true by it.
func TestKeyOutlivesDatabase(t *testing.T) {
	p := connect(t)
	f := p.example("minimal/claim.yaml", p.namespace("lives-on"), "lives-on")
	f.set(false, "deletionProtection")
	f.set(map[string]any{"size": "Small"}, "database")
	f.ready(long, "the platform becomes ready")
	key := f.resources()["encryption-key"]
	if err := f.client.Resource(of(key)).Delete(f.ctx, key.GetName(), metav1.DeleteOptions{}); err == nil {
		t.Fatal("the key was deleted while the database needs it")
	}
	f.set(nil, "database")
	f.set([]any{"database"}, "confirmDeletion")
	f.await(long, "the database is gone, and nothing says that it uses the key", func() string {
		for key := range f.resources() {
			if strings.HasPrefix(key, "database") || strings.HasPrefix(key, "encryption-key-usage") {
				return key + " is there"
			}
		}
		return ""
	})
	time.Sleep(5 * time.Second) // Crossplane makes up for a refused deletion after two.
	now := f.resources()["encryption-key"]
	if now == nil || now.GetUID() != key.GetUID() || now.GetDeletionTimestamp() != nil {
		t.Error("the key left with the database")
	}
	f.ready(long, "the platform is ready without the database")
	if left := p.aws(f.delete()); len(left) > 0 {
		t.Errorf("AWS is not empty: %v", left)
	}
}

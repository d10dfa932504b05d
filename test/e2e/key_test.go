package e2e

import (
	"strings"
	"testing"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// keyNeeded shows that the encryption key cannot be deleted by hand while the
// final snapshots of stores depend on it.
func keyNeeded(f *platform) {
	f.t.Helper()
	key := f.resources()["encryption-key"]
	err := f.client.Resource(of(key)).Namespace(key.GetNamespace()).Delete(f.ctx, key.GetName(), metav1.DeleteOptions{DryRun: []string{metav1.DryRunAll}})
	if err == nil || !strings.Contains(err.Error(), "in-use by 2 usage(s)") {
		f.t.Errorf("the key can be deleted while stores need it: %v", err)
	}
}

// TestKeyOutlivesDatabase removes the only store of a platform that continues
// to exist. An earlier attempt to delete the key is not replayed by this.
func TestKeyOutlivesDatabase(t *testing.T) {
	p := connect(t)
	f := p.example("minimal/claim.yaml", p.namespace("lives-on"), "lives-on")
	f.set(false, "deletionProtection")
	f.set(map[string]any{"size": "Small"}, "database")
	f.ready(long, "the platform becomes ready")
	key := f.resources()["encryption-key"]
	if err := f.client.Resource(of(key)).Delete(f.ctx, key.GetName(), metav1.DeleteOptions{}); err == nil || !strings.Contains(err.Error(), "in-use by 1 usage(s)") {
		t.Fatalf("the key can be deleted while the database needs it: %v", err)
	}
	f.set(nil, "database")
	f.set([]any{"database"}, "confirmDeletion")
	f.await(long, "the database is gone, and so is its Usage of the key", func() string {
		for key := range f.resources() {
			if strings.HasPrefix(key, "database") || strings.HasPrefix(key, "encryption-key-usage") {
				return key + " is there"
			}
		}
		return ""
	})
	freed := time.Now()
	f.stays(key)
	f.ready(long, "the platform is ready without the database")
	time.Sleep(time.Until(freed.Add(5 * time.Second))) // Crossplane replays a refused deletion after two.
	f.stays(key)
	p.emptied(f.delete())
}

// stays fails if an object was replaced, or is being deleted.
func (f *platform) stays(o *unstructured.Unstructured) {
	f.t.Helper()
	now := f.resources()[keyOf(o)]
	if now == nil || now.GetUID() != o.GetUID() || now.GetDeletionTimestamp() != nil {
		f.t.Errorf("%s is being deleted, or is gone", keyOf(o))
	}
}

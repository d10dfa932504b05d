package e2e

import (
	"strings"

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

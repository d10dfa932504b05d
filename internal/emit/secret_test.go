package emit

import (
	"testing"

	xpv1 "github.com/crossplane/crossplane-runtime/v2/apis/common/v1"
	"github.com/google/go-cmp/cmp"
	elasticache "github.com/upbound/provider-aws/v2/apis/namespaced/elasticache/v1beta1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/xplatform-dev/xplatform/internal/name"
)

// TestSecretsArePlaced shows which namespace is added to references to Secrets.
func TestSecretsArePlaced(t *testing.T) {
	local := xpv1.LocalSecretKeySelector{LocalSecretReference: xpv1.LocalSecretReference{Name: "s"}, Key: "k"}
	cache := &elasticache.ReplicationGroup{Spec: elasticache.ReplicationGroupSpec{ForProvider: elasticache.ReplicationGroupParameters{AuthTokenSecretRef: &local}}}
	user := &elasticache.User{Spec: elasticache.UserSpec{ForProvider: elasticache.UserParameters{PasswordsSecretRef: &[]xpv1.LocalSecretKeySelector{local}}}}
	ref := func(namespace string) map[string]any {
		out := map[string]any{"name": "s", "key": "k"}
		if namespace != "" {
			out["namespace"] = namespace
		}
		return out
	}
	cases := map[string]struct {
		reason     string
		namespaced bool
		resource   metav1.Object
		field      string
		want       any
	}{
		"Generated":           {"Generated values are stored where users have no access.", false, cache, "authTokenSecretRef", ref("crossplane-system")},
		"Users":               {"The user's own passwords are in the user's namespace.", false, user, "passwordsSecretRef", []any{ref("team")}},
		"GeneratedNamespaced": {"References of namespaced resources to generated values have no namespace.", true, cache, "authTokenSecretRef", ref("")},
		"UsersNamespaced":     {"References of namespaced resources to the user's passwords have no namespace.", true, user, "passwordsSecretRef", []any{ref("")}},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			target := Target{Namespaced: tc.namespaced, Tags: map[string]string{}, Secrets: SecretNamespaces{Users: "team", System: "crossplane-system"}}
			got, err := target.Resource(name.Cache, tc.resource, nil)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tc.want, got.Get("spec", "forProvider", tc.field).Decode().AsInterface()); diff != "" {
				t.Errorf("%s\n-want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

// TestSecretIsEmitted shows that a Secret keeps its own name and namespace, and
// has its data in the form of Kubernetes.
func TestSecretIsEmitted(t *testing.T) {
	got, err := Target{}.Resource(name.ConnectionSecret("stores"), &corev1.Secret{
		ObjectMeta: metav1.ObjectMeta{Name: "stores", Namespace: "team"},
		Data:       map[string][]byte{"cache-port": []byte("6379")},
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]any{
		"apiVersion": "v1", "kind": "Secret", "type": "Opaque",
		"metadata": map[string]any{"name": "stores", "namespace": "team"},
		"data":     map[string]any{"cache-port": "NjM3OQ=="},
	}
	if diff := cmp.Diff(want, got.Decode().AsMap()); diff != "" {
		t.Errorf("-want, +got:\n%s", diff)
	}
}

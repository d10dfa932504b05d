package emit

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	kms "github.com/upbound/provider-aws/v2/apis/namespaced/kms/v1beta1"
	rds "github.com/upbound/provider-aws/v2/apis/namespaced/rds/v1beta1"
	corev1 "k8s.io/api/core/v1"

	"github.com/xplatform-dev/xplatform/internal/name"
)

// TestUsageIsEmitted shows that a Usage names both sides as they are emitted, in
// the family's own kinds.
func TestUsageIsEmitted(t *testing.T) {
	names := name.ForComposite("demo", "", "u", "")
	side := func(apiVersion, kind string, k name.Key) map[string]any {
		return map[string]any{"apiVersion": apiVersion, "kind": kind, "resourceRef": map[string]any{"name": names.Object(k)}}
	}
	cases := map[string]struct {
		reason     string
		namespaced bool
		kind       string
		of, by     map[string]any
	}{
		"Cluster": {
			reason: "In the cluster family a Usage names cluster-scoped kinds, at the versions at which they are emitted.",
			kind:   "ClusterUsage",
			of:     side("kms.aws.upbound.io/v1beta1", "Key", name.EncryptionKey),
			by:     side("rds.aws.upbound.io/v1beta3", "Instance", name.Database),
		},
		"Namespaced": {
			reason:     "In the namespaced family a Usage is in the namespace of the resources that it names.",
			namespaced: true,
			kind:       "Usage",
			of:         side("kms.aws.m.upbound.io/v1beta1", "Key", name.EncryptionKey),
			by:         side("rds.aws.m.upbound.io/v1beta1", "Instance", name.Database),
		},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			got, err := Target{Names: names, Namespaced: tc.namespaced}.Resource("key-usage", &Usage{
				Of:     Used{Key: name.EncryptionKey, Kind: &kms.Key{}},
				By:     Used{Key: name.Database, Kind: &rds.Instance{}},
				Reason: "because",
				Replay: true,
			}, nil)
			if err != nil {
				t.Fatal(err)
			}
			want := map[string]any{
				"apiVersion": "protection.crossplane.io/v1beta1", "kind": tc.kind,
				"metadata": map[string]any{"name": names.Object("key-usage")},
				"spec":     map[string]any{"of": tc.of, "by": tc.by, "reason": "because", "replayDeletion": true},
			}
			if diff := cmp.Diff(want, got.Decode().AsMap()); diff != "" {
				t.Errorf("%s\n-want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

// TestUsageOfSomethingElse shows that only composed kinds can be used.
func TestUsageOfSomethingElse(t *testing.T) {
	used, other := Used{Key: name.EncryptionKey, Kind: &kms.Key{}}, Used{Key: "other", Kind: &corev1.ConfigMap{}}
	for _, u := range []Usage{{Of: used, By: other}, {Of: other, By: used}} {
		if _, err := (Target{}).Resource("usage", &u, nil); err == nil {
			t.Error("a ConfigMap is none of the provider's kinds, and was taken for one")
		}
	}
}

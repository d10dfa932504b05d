package emulation

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"sigs.k8s.io/yaml"
)

func TestReadCRD(t *testing.T) {
	cases := map[string]struct {
		reason, crd, want string
		fails             bool
	}{
		"OneVersion": {
			reason: "A CRD with one version needs no conversion.",
			crd:    "spec: {versions: [{name: v1beta1, schema: {description: long}}]}",
			want:   "spec: {versions: [{name: v1beta1, schema: {}}]}",
		},
		"TwoVersions": {
			reason: "The provider's webhook converts between versions, and the provider's storage version is kept.",
			crd:    "spec: {versions: [{name: v1beta1, storage: true}, {name: v1beta2}]}",
			want: `spec:
  versions: [{name: v1beta1, storage: true}, {name: v1beta2}]
  conversion:
    strategy: Webhook
    webhook:
      conversionReviewVersions: [v1]
      clientConfig: {url: "https://127.0.0.1:9555/convert", caBundle: Y2E=}
`,
		},
		"NoVersions": {reason: "A CRD without versions is an error.", crd: "spec: {}", fails: true},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "crd.yaml")
			if err := os.WriteFile(path, []byte(tc.crd), 0o600); err != nil {
				t.Fatal(err)
			}
			got, err := readCRD(path, []byte("ca"))
			if (err != nil) != tc.fails {
				t.Fatalf("%s\nreadCRD(...): got error %v", tc.reason, err)
			}
			if tc.fails {
				return
			}
			var want map[string]any
			if err := yaml.Unmarshal([]byte(tc.want), &want); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got.Object); diff != "" {
				t.Errorf("%s\nreadCRD(...): -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

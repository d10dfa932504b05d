package release

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFilesNamePackagesOfTheRelease(t *testing.T) {
	const file = `package: xpkg.crossplane.io/xplatform-dev/configuration-xplatform:v0.1.0
- {prefix: xpkg.crossplane.io/xplatform-dev/function-xplatform}
- {prefix: registry.example.org/mirror/xplatform-dev/function-xplatform}
- {prefix: "xpkg.crossplane.io/crossplane-contrib/provider-aws-ec2:"}
pkg.crossplane.io/function: xplatform-dev-function-xplatform-edge
metadata: {name: xplatform-function-edge}
`
	cases := map[string]struct {
		reason  string
		release Release
		want    string
	}{
		"NoMirror": {
			reason:  "Packages have the names under which they were pushed, and lines about a mirror are removed.",
			release: Release{Registry: "ghcr.io", Organisation: "acme/platform", Version: "v1.2.3"},
			want: `package: ghcr.io/acme/platform/configuration-xplatform:v1.2.3
- {prefix: ghcr.io/acme/platform/function-xplatform}
- {prefix: "xpkg.crossplane.io/crossplane-contrib/provider-aws-ec2:"}
pkg.crossplane.io/function: acme-platform-function-xplatform-edge
metadata: {name: xplatform-function-edge}
`,
		},
		"Mirror": {
			reason:  "The mirror is named in addition to the packages.",
			release: Release{Registry: "ghcr.io", Organisation: "acme", Version: "v1.2.3", Mirror: "mirror.acme.io/all"},
			want: `package: ghcr.io/acme/configuration-xplatform:v1.2.3
- {prefix: ghcr.io/acme/function-xplatform}
- {prefix: mirror.acme.io/all/acme/function-xplatform}
- {prefix: "xpkg.crossplane.io/crossplane-contrib/provider-aws-ec2:"}
pkg.crossplane.io/function: acme-function-xplatform-edge
metadata: {name: xplatform-function-edge}
`,
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			got, err := tc.release.setNames(file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s\nnamed(...): -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

// TestWriteInstall writes the real files, none of which may name the example's
// packages any more.
func TestWriteInstall(t *testing.T) {
	for _, mirror := range []string{"", "mirror.acme.io"} {
		r := Release{Source: filepath.Join("..", "..", "..", ".."), Registry: "ghcr.io", Organisation: "acme/platform", Version: "v1.2.3", Mirror: mirror, Install: t.TempDir()}
		if err := r.writeInstall(); err != nil {
			t.Fatal(err)
		}
		files := contents(t, r.Install)
		if _, there := files[mirrorFile]; there != (mirror != "") {
			t.Errorf("with mirror %q, %s is written: %t", mirror, mirrorFile, there)
		}
		examples, err := os.ReadDir(filepath.Join(r.Source, "examples", "install"))
		if err != nil {
			t.Fatal(err)
		}
		if len(files) < len(examples)-1 {
			t.Errorf("%d of %d files are written", len(files), len(examples))
		}
		for name, content := range files {
			for _, example := range []string{exampleRepositories, exampleMirror, "xplatform-dev-", "xplatform-dev/function"} {
				if strings.Contains(content, example) {
					t.Errorf("%s still names %s", name, example)
				}
			}
		}
	}
}

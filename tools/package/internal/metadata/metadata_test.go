package metadata

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestConfigurationDependencies(t *testing.T) {
	cases := map[string]struct {
		reason, document, want, err string
	}{
		"Added": {
			reason:   "Dependencies are in the given order.",
			document: "kind: Configuration\nspec: {crossplane: {version: v1}}\n",
			want:     "kind: Configuration\nspec:\n  crossplane:\n    version: v1\n  dependsOn:\n  - apiVersion: pkg.crossplane.io/v1\n    kind: Function\n    package: r/o/f\n    version: v1.0.0\n  - apiVersion: pkg.crossplane.io/v1\n    kind: Provider\n    package: r/p\n    version: v2.5.0\n",
		},
		"Twice":  {reason: "Dependencies in the file are an error, because they would be lost.", document: "spec: {dependsOn: []}\n", err: "cannot complete metadata of Configuration: it has dependencies already"},
		"NoSpec": {reason: "A document without spec is an error.", document: "kind: Configuration\n", err: "cannot read metadata of Configuration: it has no spec"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			got, err := Depend([]byte(tc.document), []Dependency{Function("r/o/f", "v1.0.0"), Provider("r/p", "v2.5.0")})
			if message(err) != tc.err {
				t.Fatalf("%s\nDepend(...): got error %v, want %q", tc.reason, err, tc.err)
			}
			if diff := cmp.Diff(tc.want, string(got)); diff != "" {
				t.Errorf("%s\nDepend(...): -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

func TestServices(t *testing.T) {
	cases := map[string]struct {
		reason, policy string
		want           []string
		err            string
	}{
		"Both":    {reason: "Both families of a kind are in one package.", policy: "spec: {activate: [vpcs.ec2.aws.upbound.io, vpcs.ec2.aws.m.upbound.io, certificates.acm.aws.upbound.io]}", want: []string{"acm", "ec2"}},
		"Foreign": {reason: "An entry without a group is an error.", policy: "spec: {activate: ['*']}", err: `cannot read activation policy: "*" is no kind of the provider`},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			got, err := Services([]byte(tc.policy))
			if message(err) != tc.err {
				t.Fatalf("%s\nServices(...): got error %v, want %q", tc.reason, err, tc.err)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s\nServices(...): -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

func TestProviderVersion(t *testing.T) {
	got, err := ProviderVersion([]byte("require (\n\tgithub.com/upbound/provider-aws/v2 v2.5.0\n)\n"))
	if err != nil || got != "v2.5.0" {
		t.Errorf("ProviderVersion(...): got %q, %v", got, err)
	}
	if _, err := ProviderVersion([]byte("module x\n")); err == nil {
		t.Error("ProviderVersion(...): want an error if go.mod does not require the provider")
	}
}

func TestCompatible(t *testing.T) {
	cases := map[string]struct{ reason, version, want string }{
		"Release":    {reason: "Patches and minor versions are installed without a release of this project, another major version is not.", version: "v2.5.0", want: ">=v2.5.0, <v3.0.0"},
		"Tenth":      {reason: "Versions are compared as numbers.", version: "v9.9.3", want: ">=v9.9.3, <v10.0.0"},
		"Prerelease": {reason: "A prerelease is required exactly.", version: "v2.6.0-rc.1", want: "v2.6.0-rc.1"},
		"Pseudo":     {reason: "A pseudo-version is required exactly.", version: "v2.5.1-0.20251128133821-1e4f37b6b5f8", want: "v2.5.1-0.20251128133821-1e4f37b6b5f8"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if got, err := Compatible(tc.version); err != nil || got != tc.want {
				t.Errorf("%s\nCompatible(%q): got %q, %v, want %q", tc.reason, tc.version, got, err, tc.want)
			}
		})
	}
}

func message(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

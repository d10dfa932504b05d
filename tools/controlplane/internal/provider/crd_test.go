package provider

import (
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// write writes files and returns their paths.
func write(t *testing.T, contents ...string) []string {
	t.Helper()
	paths := make([]string, 0, len(contents))
	for _, content := range contents {
		file, err := os.CreateTemp(t.TempDir(), "")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := file.WriteString(content); err != nil {
			t.Fatal(err)
		}
		if err := file.Close(); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, file.Name())
	}
	return paths
}

func TestInUse(t *testing.T) {
	const reason = "A stand-in contains the kinds that any version needs, each once."
	got, err := InUse(write(t,
		"spec: {activate: [vpcs.ec2.aws.upbound.io, roles.iam.aws.upbound.io]}",
		"spec: {activate: [vpcs.ec2.aws.upbound.io, eips.ec2.aws.upbound.io]}")...)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][]string{
		"ec2": {"vpcs.ec2.aws.upbound.io", "eips.ec2.aws.upbound.io"},
		"iam": {"roles.iam.aws.upbound.io"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s\nInUse(...): -want, +got:\n%s", reason, diff)
	}
}

func TestNotInUse(t *testing.T) {
	for _, kind := range []string{"*", "vpcs.ec2"} {
		if got, err := InUse(write(t, "spec: {activate: ['"+kind+"']}")...); err == nil {
			t.Errorf("Stand-ins exist only for kinds of the provider.\nInUse(%q): got %v, want an error", kind, got)
		}
	}
}

func TestVersions(t *testing.T) {
	const require = "require (\n\tgithub.com/upbound/provider-aws/v2 "
	cases := map[string]struct {
		reason string
		goMods []string
		want   []string
		fails  bool
	}{
		"Same":      {reason: "A version that both depend on is listed once.", goMods: []string{require + "v2.5.0\n)", require + "v2.5.0\n)"}, want: []string{"v2.5.0"}},
		"Different": {reason: "Different versions that they depend on are all listed.", goMods: []string{require + "v2.5.0\n)", require + "v2.6.0\n)"}, want: []string{"v2.5.0", "v2.6.0"}},
		"None":      {reason: "A go.mod that does not require the provider is an error.", goMods: []string{"module x\n"}, fails: true},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			got, err := Versions(write(t, tc.goMods...)...)
			if (err != nil) != tc.fails {
				t.Fatalf("%s\nVersions(...): got error %v", tc.reason, err)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s\nVersions(...): -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

func TestNewest(t *testing.T) {
	cases := map[string]struct {
		reason, crd, want string
	}{
		"Newest": {
			reason: "Only the newest version is served and stored.",
			crd:    "spec: {conversion: {strategy: Webhook}, versions: [{name: v1beta1, storage: true}, {name: v1beta2, storage: false}]}",
			want:   "spec:\n  versions:\n  - name: v1beta2\n    storage: true\n",
		},
		"Descriptions": {
			reason: "Descriptions are removed, and fields of that name stay.",
			crd:    "spec: {versions: [{name: v1beta1, schema: {description: long, properties: {description: {type: string, description: long}}}}]}",
			want:   "spec:\n  versions:\n  - name: v1beta1\n    schema:\n      properties:\n        description:\n          type: string\n    storage: true\n",
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			got, err := newest([]byte(tc.crd))
			if err != nil || string(got) != tc.want {
				t.Errorf("%s\nnewest(...): got %v\n%s\nwant\n%s", tc.reason, err, got, tc.want)
			}
		})
	}
	if _, err := newest([]byte("spec: {}")); err == nil {
		t.Error("newest(...): want an error without versions")
	}
}

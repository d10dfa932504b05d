package render

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestLoad(t *testing.T) {
	const vpc = "apiVersion: ec2.aws.upbound.io/v1beta1\nkind: VPC\nmetadata: {name: v, annotations: {crossplane.io/composition-resource-name: vpc}}\n"
	const composite = "apiVersion: xplatform.dev/v1alpha1\nkind: XPlatform\nmetadata: {name: farmers-d6aa7, uid: observed}\nspec: {region: eu-west-1}\nstatus: {network: {vpcId: vpc-1}}\n"
	type args struct {
		claim    string
		observed map[string]string
		family   Family
	}
	type want struct {
		name     string
		uid      string
		vpcID    any
		observed int
		faults   []string
		err      string
	}
	cases := map[string]struct {
		reason string
		args   args
		want   want
	}{
		"Claim": {
			reason: "A valid claim becomes a composite, with the defaults of the XRD.",
			args:   args{claim: claimYAML},
			want:   want{name: "farmers-d6aa7", uid: "4fb2df4b-d4de-89f3-909b-5447778b65e8"},
		},
		"Observed": {
			reason: "A directory is read with its subdirectories; a List counts as its items; files other than YAML do not count.",
			args: args{claim: claimYAML, observed: map[string]string{
				"a.yaml":     vpc,
				"sub/b.yml":  "apiVersion: v1\nkind: List\nitems: [{apiVersion: ec2.aws.upbound.io/v1beta1, kind: EIP, metadata: {name: e, annotations: {crossplane.io/composition-resource-name: eip}}}]\n",
				"readme.txt": "not: [yaml",
			}},
			want: want{name: "farmers-d6aa7", uid: "4fb2df4b-d4de-89f3-909b-5447778b65e8", observed: 2},
		},
		"Changed": {
			reason: "A forbidden change is found by comparison with the observed composite.",
			args:   args{claim: claimYAML, observed: map[string]string{"a.yaml": composite + "---\n" + vpc}},
			want:   want{faults: []string{"spec.region"}},
		},
		"Known": {
			reason: "UID and status are those of an observed composite.",
			args:   args{claim: "apiVersion: xplatform.dev/v1alpha1\nkind: Platform\nmetadata: {name: farmers, namespace: team}\nspec: {region: eu-west-1}\n", observed: map[string]string{"a.yaml": composite}},
			want:   want{name: "farmers-d6aa7", uid: "observed", vpcID: "vpc-1"},
		},
		"Other": {
			reason: "An observed composite of another name is ignored.",
			args:   args{claim: claimYAML, family: FamilyNamespaced, observed: map[string]string{"a.yaml": composite}},
			want:   want{name: "farmers", uid: "4fb2df4b-d4de-89f3-909b-5447778b65e8"},
		},
		"Generated": {
			reason: "The composite that Crossplane has made for the claim keeps the name that it was given.",
			args: args{claim: claimYAML, observed: map[string]string{
				"xr.yaml": "apiVersion: xplatform.dev/v1alpha1\nkind: XPlatform\nmetadata: {name: farmers-x7k2p, uid: u, labels: {crossplane.io/claim-name: farmers, crossplane.io/claim-namespace: team}}\nspec: {region: eu-central-1}\nstatus: {network: {vpcId: vpc-1}}\n",
			}},
			want: want{name: "farmers-x7k2p", uid: "u", vpcID: "vpc-1"},
		},
		"Twice": {
			reason: "Two resources cannot have one name in the composition.",
			args:   args{claim: claimYAML, observed: map[string]string{"a.yaml": vpc, "b.yaml": vpc}},
			want:   want{err: `cannot match observed VPC "v" and VPC "v": both are "vpc" in the composition`},
		},
		"Invalid": {
			reason: "All faults are in one error.",
			args:   args{claim: "apiVersion: m.xplatform.dev/v1alpha1\nkind: Platform\nmetadata: {name: farmers}\nspec: {zones: [q], foo: 1}\n"},
			want:   want{faults: []string{"spec.foo", "spec.region", "spec.zones", "spec.zones[0]"}},
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			r := Request{Claim: filepath.Join(dir, "claim.yaml"), Family: tc.args.family}
			write(t, r.Claim, tc.args.claim)
			for file, content := range tc.args.observed {
				r.Observed = filepath.Join(dir, "observed")
				write(t, filepath.Join(r.Observed, file), content)
			}
			in, err := Load(t.Context(), r)
			got := want{}
			invalid := (*InvalidError)(nil)
			switch {
			case errors.As(err, &invalid):
				for _, f := range invalid.Faults {
					got.faults = append(got.faults, f.Field)
				}
			case err != nil:
				got.err = err.Error()
			default:
				got.name, got.uid, got.observed = in.Composite.GetName(), string(in.Composite.GetUID()), len(in.Observed)
				if status, ok := in.Composite.Object["status"].(map[string]any); ok {
					got.vpcID = child(status, "network")["vpcId"]
				}
			}
			if diff := cmp.Diff(tc.want, got, cmp.AllowUnexported(want{})); diff != "" {
				t.Errorf("%s\nLoad(...): -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

func write(t *testing.T, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestPairs proves that each family's Composition names functions and its
// definition compiles.
func TestPairs(t *testing.T) {
	for _, family := range []Family{FamilyCluster, FamilyNamespaced} {
		names, err := PairOf(family).Functions()
		if err != nil || len(names) == 0 {
			t.Errorf("family %s: Functions(): %v, %v", family, names, err)
		}
		if _, err := NewDefinition(PairOf(family).Definition); err != nil {
			t.Errorf("family %s: NewDefinition(...): %v", family, err)
		}
	}
}

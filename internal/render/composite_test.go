package render

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestToComposite(t *testing.T) {
	type args struct {
		platform string
		family   Family
	}
	cases := map[string]struct {
		reason string
		args   args
		want   string
	}{
		"Claim": {
			reason: "A claim becomes a cluster-scoped composite whose name ends in a hash; fields of the claim alone, or of Kubernetes, are not copied.",
			args: args{platform: `
apiVersion: xplatform.dev/v1alpha1
kind: Platform
metadata:
  name: farmers
  uid: of-the-claim
  labels: {team: green}
  annotations: {note: kept, kubectl.kubernetes.io/last-applied-configuration: "{}"}
spec: {region: eu-central-1, compositeDeletePolicy: Foreground, writeConnectionSecretToRef: {name: s}, compositionSelector: {matchLabels: {a: b}}}
status: {conditions: []}
`},
			want: `
apiVersion: xplatform.dev/v1alpha1
kind: XPlatform
metadata:
  name: farmers-e0fb4
  uid: ad78f22c-4283-835c-9361-89157c057ad9
  labels: {team: green, crossplane.io/claim-name: farmers, crossplane.io/claim-namespace: default, crossplane.io/composite: farmers-e0fb4}
  annotations: {note: kept}
spec:
  region: eu-central-1
  compositionSelector: {matchLabels: {a: b}}
  compositionRef: {name: the-composition}
  compositionUpdatePolicy: Automatic
  claimRef: {apiVersion: xplatform.dev/v1alpha1, kind: Platform, namespace: default, name: farmers}
`,
		},
		"ClaimAsNamespaced": {
			reason: "Through the namespaced family a claim keeps its name and namespace, and Crossplane's fields move below spec.crossplane.",
			args: args{family: FamilyNamespaced, platform: `
apiVersion: xplatform.dev/v1alpha1
kind: Platform
metadata: {name: farmers, namespace: team}
spec: {region: eu-central-1, resourceRef: {name: x}, compositionUpdatePolicy: Manual}
`},
			want: `
apiVersion: m.xplatform.dev/v1alpha1
kind: Platform
metadata:
  name: farmers
  namespace: team
  uid: 4fb2df4b-d4de-89f3-909b-5447778b65e8
  labels: {crossplane.io/composite: farmers}
spec:
  region: eu-central-1
  crossplane: {compositionRef: {name: the-composition}, compositionUpdatePolicy: Manual}
`,
		},
		"Composite": {
			reason: "A composite is unchanged, with its UID and its status.",
			args: args{platform: `
apiVersion: xplatform.dev/v1alpha1
kind: XPlatform
metadata: {name: farmers-x7k2p, uid: own}
spec: {region: eu-central-1, compositionRef: {name: other}}
status: {network: {vpcId: vpc-1}}
`},
			want: `
apiVersion: xplatform.dev/v1alpha1
kind: XPlatform
metadata: {name: farmers-x7k2p, uid: own, labels: {crossplane.io/composite: farmers-x7k2p}}
spec: {region: eu-central-1, compositionRef: {name: other}, compositionUpdatePolicy: Automatic}
status: {network: {vpcId: vpc-1}}
`,
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			got, err := ToComposite(object(t, tc.args.platform), tc.args.family, "the-composition")
			if err != nil {
				t.Fatalf("ToComposite(...): %v", err)
			}
			if diff := cmp.Diff(object(t, tc.want).Object, got.Object); diff != "" {
				t.Errorf("%s\nToComposite(...): -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

func TestCompositeName(t *testing.T) {
	cases := map[string]struct {
		reason string
		name   string
		family Family
		want   string
	}{
		"Short":      {reason: "A hyphen and five characters follow the name of a claim.", name: "farmers", want: "farmers-e0fb4"},
		"Longest":    {reason: "A name that leaves no room for them is truncated, as by Kubernetes.", name: strings.Repeat("n", 63), want: strings.Repeat("n", 58) + "4a20b"},
		"Namespaced": {reason: "A namespaced composite has the name of the applied object.", name: strings.Repeat("n", 63), family: FamilyNamespaced, want: strings.Repeat("n", 63)},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			claim := object(t, "apiVersion: xplatform.dev/v1alpha1\nkind: Platform\nmetadata: {name: "+tc.name+"}\n")
			got := CompositeName(claim, tc.family)
			if got != tc.want || len(got) > maxName {
				t.Errorf("%s\nCompositeName(...): want %q, got %q", tc.reason, tc.want, got)
			}
		})
	}
}

package render

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

func TestJudge(t *testing.T) {
	document, err := os.ReadFile("testdata/definition.yaml")
	if err != nil {
		t.Fatal(err)
	}
	definition, err := NewDefinition(document)
	if err != nil {
		t.Fatalf("NewDefinition(...): %v", err)
	}
	type args struct {
		spec string
		old  string
	}
	cases := map[string]struct {
		reason string
		args   args
		want   []string
	}{
		"Valid": {
			reason: "Crossplane's own fields are accepted in every platform.",
			args:   args{spec: "{region: r, tags: {any: thing}, compositionRef: {name: x}, compositionUpdatePolicy: Manual, claimRef: {name: x}, resourceRefs: [{name: y}]}"},
		},
		"All": {
			reason: "All faults are reported at once, those of the rules too, each with its path.",
			args:   args{spec: "{zones: [a, a, q], networks: {}, network: {cidr: ten}, edge: {certificateArn: a, domain: d}, foo: 1, compositeDeletePolicy: Never}"},
			want: []string{
				`spec: Invalid value: give exactly one of edge.certificateArn and edge.domain`,
				`spec.compositeDeletePolicy: Unsupported value: "Never": supported values: "Background", "Foreground"`,
				`spec.foo: Forbidden: unknown field; known here: edge, network, region, tags, zones`,
				`spec.network.cidr: Invalid value: "ten": should match '^[0-9./]+$'. Hint: CIDR is the block of the VPC, such as 10.0.0.0/16.`,
				`spec.networks: Forbidden: unknown field; did you mean network?`,
				`spec.region: Required value: Hint: Region is where it runs.`,
				`spec.zones[1]: Duplicate value: "a"`,
				`spec.zones[2]: Unsupported value: "q": supported values: "a", "b", "c"`,
			},
		},
		"WrongType": {
			reason: "A rule that cannot be evaluated because of a fault adds nothing, and a type is not shown as a value.",
			args:   args{spec: "{region: r, edge: nothing}"},
			want:   []string{`spec.edge: Invalid value: must be of type object, and is of type string`},
		},
		"Transition": {
			reason: "A field that must not change is compared with the observed one.",
			args:   args{spec: "{region: r}", old: "{region: q}"},
			want:   []string{`spec.region: Invalid value: "r": region cannot change`},
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			platform := object(t, "apiVersion: xplatform.dev/v1alpha1\nkind: Platform\nmetadata: {name: p}\nspec: "+tc.args.spec)
			var old *unstructured.Unstructured
			if tc.args.old != "" {
				old = object(t, "apiVersion: xplatform.dev/v1alpha1\nkind: XPlatform\nmetadata: {name: p}\nspec: "+tc.args.old)
			}
			var got []string
			for _, f := range definition.Judge(t.Context(), platform, old) {
				got = append(got, f.Error())
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s\nJudge(...): -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

func TestJudgeDefaults(t *testing.T) {
	document, err := os.ReadFile("testdata/definition.yaml")
	if err != nil {
		t.Fatal(err)
	}
	definition, err := NewDefinition(document)
	if err != nil {
		t.Fatalf("NewDefinition(...): %v", err)
	}
	platform := object(t, claimYAML)
	if faults := definition.Judge(t.Context(), platform, nil); len(faults) > 0 {
		t.Fatalf("Judge(...): %v", faults)
	}
	want := object(t, strings.Replace(claimYAML, "spec: {", "spec: {zones: [a, b], network: {cidr: 10.0.0.0/16}, ", 1))
	if diff := cmp.Diff(want, platform); diff != "" {
		t.Errorf("Judge(...): -want, +got:\n%s", diff)
	}
}

func TestJudgeMetadata(t *testing.T) {
	cases := map[string]struct {
		reason string
		args   string
		want   []string
	}{
		"NoName": {reason: "A platform without a name is refused.", args: "kind: Platform\napiVersion: v1\nmetadata: {}\n", want: []string{"metadata.name: Required value: name the platform"}},
		"LongName": {
			reason: "Crossplane's CRDs accept only names that can be values of labels.",
			args:   "kind: Platform\napiVersion: v1\nmetadata: {name: " + strings.Repeat("n", 64) + "}\n",
			want:   []string{`metadata.name: Invalid value: "` + strings.Repeat("n", 64) + `": has 64 characters, and Crossplane takes names of at most 63: choose a shorter one`},
		},
		"LongestName":  {reason: "A name of the maximum length is accepted.", args: "kind: Platform\napiVersion: v1\nmetadata: {name: " + strings.Repeat("n", 63) + "}\n"},
		"BadNamespace": {reason: "A namespace that is no DNS label is refused.", args: "kind: Platform\napiVersion: v1\nmetadata: {name: a, namespace: a.b}\n", want: []string{`metadata.namespace: Invalid value: "a.b": must not contain dots`}},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, f := range judgeMetadata(object(t, tc.args)) {
				got = append(got, f.Error())
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s\njudgeMetadata(...): -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

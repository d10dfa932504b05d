package composition

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestRewrite(t *testing.T) {
	type want struct {
		Document  string
		Functions []string
		Err       string
	}
	const head = "apiVersion: apiextensions.crossplane.io/v1\nkind: Composition\nspec:\n  pipeline:\n"
	cases := map[string]struct {
		reason       string
		document     string
		organisation string
		want         want
	}{
		"Organisation": {
			reason:       "A function is called by the name that its repository gives it.",
			document:     head + "  - functionRef:\n      name: xplatform-dev-function-xplatform-network\n    step: network\n",
			organisation: "acme/platform",
			want: want{
				Document:  head + "  - functionRef:\n      name: acme-platform-function-xplatform-network\n    step: network\n",
				Functions: []string{"function-xplatform-network"},
			},
		},
		"Foreign": {
			reason:   "A function of somebody else would be in nobody's package.",
			document: head + "  - functionRef:\n      name: crossplane-contrib-function-auto-ready\n    step: ready\n",
			want:     want{Err: `cannot read Composition: step 1 calls "crossplane-contrib-function-auto-ready", which is no function of this project`},
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			document, functions, err := Rewrite([]byte(tc.document), tc.organisation)
			got := want{Document: string(document), Functions: functions}
			if err != nil {
				got.Err = err.Error()
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s\nRewrite(...): -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

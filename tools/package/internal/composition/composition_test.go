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
			reason:   "A function of another project is an error, because no package would contain it.",
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

func TestInstalledName(t *testing.T) {
	const function = "function-xplatform-network"
	cases := map[string]struct{ reason, organisation, want, err string }{
		"Path":       {reason: "The parts of a path are joined by hyphens.", organisation: "acme/platform", want: "acme-platform-function-xplatform-network"},
		"Dots":       {reason: "Dots become hyphens.", organisation: "acme.io", want: "acme-io-function-xplatform-network"},
		"Underscore": {reason: "Characters that a label cannot have are removed, as by Crossplane.", organisation: "acme_it", want: "acmeit-function-xplatform-network"},
		"Edge":       {reason: "A label begins with a letter or a digit.", organisation: "-acme", want: "acme-function-xplatform-network"},
		"Longest":    {reason: "A name of 63 characters is not truncated.", organisation: "abcdefghijklmnopqrstuvwxyz0123456789", want: "abcdefghijklmnopqrstuvwxyz0123456789-function-xplatform-network"},
		"TooLong": {
			reason: "A truncated name is an error, because the Composition would call a function that does not exist.", organisation: "abcdefghijklmnopqrstuvwxyz01234567890",
			err: `cannot package function-xplatform-network for organisation "abcdefghijklmnopqrstuvwxyz01234567890": Crossplane cuts the name of a package after 63 characters, ` +
				"and the Composition would call a function that is not there; an organisation may have up to 36 characters, this one has 37",
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			got, err := InstalledName(tc.organisation, function)
			var message string
			if err != nil {
				message = err.Error()
			}
			if got != tc.want || message != tc.err {
				t.Errorf("%s\nInstalledName(%q, …): got %q, %q, want %q, %q", tc.reason, tc.organisation, got, message, tc.want, tc.err)
			}
		})
	}
}

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xplatform-dev/xplatform/internal/render"
)

func TestParse(t *testing.T) {
	cases := map[string]struct {
		reason string
		args   []string
		want   options
		err    string
	}{
		"Defaults": {
			reason: "Without flags the example is rendered in its final state.",
			want:   options{request: render.Request{Claim: "examples/farmers/claim.yaml"}, reconcile: "settled", binaries: defaultBinaries()},
		},
		"All": {
			reason: "Every flag sets its option.",
			args:   []string{"--claim=c", "--observed=o", "--family=namespaced", "--reconcile=first", "--bin-dir=b"},
			want:   options{request: render.Request{Claim: "c", Observed: "o", Family: render.FamilyNamespaced}, reconcile: "first", binaries: "b"},
		},
		"Unknown":   {reason: "The error names an unknown flag.", args: []string{"--foo"}, err: "flag provided but not defined: -foo"},
		"Argument":  {reason: "An argument without a flag is an error.", args: []string{"c.yaml"}, err: `cannot take "c.yaml": only flags are understood, such as --claim=c.yaml`},
		"Reconcile": {reason: "An unknown value of reconcile is an error that lists both values.", args: []string{"--reconcile=second"}, err: `cannot render "second": write settled or first`},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			got, err := parse(tc.args)
			if tc.err != "" {
				if err == nil || err.Error() != tc.err {
					t.Errorf("%s\nparse(...): got error %v, want %s", tc.reason, err, tc.err)
				}
				return
			}
			if err != nil {
				t.Fatalf("%s\nparse(...): %v", tc.reason, err)
			}
			if diff := cmp.Diff(tc.want, got, cmp.AllowUnexported(options{})); diff != "" {
				t.Errorf("%s\nparse(...): -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

func TestReport(t *testing.T) {
	cases := map[string]struct {
		reason string
		args   error
		want   string
	}{
		"Fatal":       {reason: "A fatal result is reported with its step.", args: &render.FatalError{Step: "network", Text: "no"}, want: "fatal: step network: no\n"},
		"Interrupted": {reason: "An interrupt by the user needs no explanation.", args: fmt.Errorf("cannot start: %w", context.Canceled), want: "interrupted\n"},
		"Else":        {reason: "Any other error is printed as such.", args: errors.New("cannot read claim"), want: "error: cannot read claim\n"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			var got bytes.Buffer
			report(&got, tc.args)
			if diff := cmp.Diff(tc.want, got.String()); diff != "" {
				t.Errorf("%s\nreport(...): -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

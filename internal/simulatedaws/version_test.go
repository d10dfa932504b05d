package simulatedaws

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestRuns(t *testing.T) {
	type args struct {
		asked  string
		parts  []string
		before string
	}
	cases := map[string]struct {
		reason string
		args   args
		want   string
	}{
		"Major":        {reason: "A major version gets what it lacks.", args: args{asked: "17", parts: []string{"4"}}, want: "17.4"},
		"MajorOfThree": {reason: "Of versions with three parts, it gets both others.", args: args{asked: "11", parts: []string{"4", "5"}}, want: "11.4.5"},
		"Minor":        {reason: "A part that is asked for stays.", args: args{asked: "8.0", parts: []string{"4", "5"}}, want: "8.0.5"},
		"Complete":     {reason: "So does a complete version.", args: args{asked: "16.9", parts: []string{"4"}}, want: "16.9"},
		"Upgraded": {
			reason: "What AWS has upgraded by itself stays upgraded.",
			args:   args{asked: "17", parts: []string{"4"}, before: "17.10"},
			want:   "17.10",
		},
		"Downgrade": {
			reason: "AWS never downgrades to an older version.",
			args:   args{asked: "17.5", parts: []string{"4"}, before: "17.10"},
			want:   "17.10",
		},
		"NextMajor": {
			reason: "A newer version is an upgrade, whatever its minor version is.",
			args:   args{asked: "18", parts: []string{"4"}, before: "17.10"},
			want:   "18.4",
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			p := report{resource: &resource{before: map[string]any{"engineVersionActual": tc.args.before}}, atProvider: map[string]any{}}
			p.runs(tc.args.asked, tc.args.parts...)
			if diff := cmp.Diff(tc.want, p.text("engineVersionActual")); diff != "" {
				t.Errorf("%s\nruns(...): -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

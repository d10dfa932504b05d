package run

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestAbridge(t *testing.T) {
	long := strings.Repeat("x", 3000)
	cases := map[string]struct {
		reason  string
		message string
		want    string
	}{
		"Short":    {"A short message is unchanged.", "not ready yet: vpc", "not ready yet: vpc"},
		"Lines":    {"Twenty faults are all listed.", "wrong:" + strings.Repeat("\n- a", 20), "wrong:" + strings.Repeat("\n- a", 20)},
		"Many":     {"Of more than twenty faults the first are listed, with the number of the others.", "wrong:" + strings.Repeat("\n- a", 40000), "wrong:" + strings.Repeat("\n- a", 20) + "\n- and 39980 more"},
		"LongLine": {"A long fault keeps its field and its solution.", "spec.id" + long + "write another", "spec.id" + strings.Repeat("x", 993) + " … " + strings.Repeat("x", 987) + "write another"},
		"Large":    {"A message of long faults ends before it is too large to store.", strings.TrimSuffix(strings.Repeat(strings.Repeat("y", 1999)+"\n", 9), "\n"), strings.Repeat(strings.Repeat("y", 1999)+"\n", 4) + "- and 5 more"},
		"Runes":    {"Characters of several bytes are not split.", strings.Repeat("ü", 2001), strings.Repeat("ü", 1000) + " … " + strings.Repeat("ü", 1000)},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			got := abridge(tc.message)
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s\nabridge(...): -want, +got:\n%s", tc.reason, diff)
			}
			if most := maxMessage + 100; len(got) > most {
				t.Errorf("%s\n%d bytes, want at most %d", tc.reason, len(got), most)
			}
		})
	}
}

package spelling

import "testing"

func TestNearest(t *testing.T) {
	known := []string{"eu-central-1", "eu-west-1", "network"}
	cases := map[string]struct {
		reason, name, want string
	}{
		"Letter":  {"One letter too many is forgiven.", "eu-centrall-1", "eu-central-1"},
		"Case":    {"Capitals are no mistake to count.", "NETWORKS", "network"},
		"Right":   {"What is right needs no hint.", "network", ""},
		"Far":     {"What is like nothing has no hint.", "database", ""},
		"Nearest": {"Of several, the nearest is meant.", "eu-wst-1", "eu-west-1"},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			if got := Nearest(tc.name, known); got != tc.want {
				t.Errorf("%s\nwant %q, got %q", tc.reason, tc.want, got)
			}
		})
	}
}

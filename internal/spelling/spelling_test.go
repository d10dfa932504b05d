package spelling

import "testing"

func TestNearest(t *testing.T) {
	known := []string{"eu-central-1", "eu-west-1", "network"}
	cases := map[string]struct {
		reason, name, want string
	}{
		"Letter":  {"A name with one letter too many is recognised.", "eu-centrall-1", "eu-central-1"},
		"Case":    {"Capitals do not count as differences.", "NETWORKS", "network"},
		"Right":   {"A known name needs no hint.", "network", ""},
		"Far":     {"A name that resembles no other has no hint.", "database", ""},
		"Nearest": {"Of several similar names the nearest is returned.", "eu-wst-1", "eu-west-1"},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			if got := Nearest(tc.name, known); got != tc.want {
				t.Errorf("%s\nwant %q, got %q", tc.reason, tc.want, got)
			}
		})
	}
}

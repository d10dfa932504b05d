package run

import "testing"

func TestEndpoint(t *testing.T) {
	type want struct{ network, where string }
	cases := map[string]struct {
		reason string
		args   string
		want   want
	}{
		"Port":   {reason: "In a cluster a function listens on a port.", args: ":9443", want: want{"tcp", ":9443"}},
		"Socket": {reason: "A render on one machine uses a socket, which no other program takes.", args: "unix:/tmp/0", want: want{"unix", "/tmp/0"}},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			network, where := endpoint(tc.args)
			if got := (want{network, where}); got != tc.want {
				t.Errorf("%s\nendpoint(%q): got %v, want %v", tc.reason, tc.args, got, tc.want)
			}
		})
	}
}

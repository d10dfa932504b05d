package run

import (
	"testing"
	"time"
)

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

func TestDrain(t *testing.T) {
	t.Run("Answered", func(t *testing.T) {
		d := &drain{}
		d.count(1)
		time.AfterFunc(50*time.Millisecond, func() { d.count(-1) })
		start := time.Now()
		d.wait(time.Minute)
		if took := time.Since(start); d.count(0) != 0 || took > 10*time.Second {
			t.Errorf("A function ends when it has answered: it took %s, with %d requests left", took, d.count(0))
		}
	})
	t.Run("Limit", func(t *testing.T) {
		d := &drain{}
		d.count(1)
		d.wait(time.Millisecond)
		if d.count(0) != 1 {
			t.Error("What takes too long is not waited for.")
		}
	})
}

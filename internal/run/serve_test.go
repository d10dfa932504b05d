package run

import (
	"context"
	"net"
	"strings"
	"testing"
	"time"

	fnv1 "github.com/crossplane/function-sdk-go/proto/v1"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

func TestEndpoint(t *testing.T) {
	type want struct{ network, where string }
	cases := map[string]struct {
		reason string
		args   string
		want   want
	}{
		"Port":   {reason: "In a cluster a function listens on a port.", args: ":9443", want: want{"tcp", ":9443"}},
		"Socket": {reason: "A render on one machine uses a socket, which no other program can occupy.", args: "unix:/tmp/0", want: want{"unix", "/tmp/0"}},
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

func TestUsage(t *testing.T) {
	cases := map[string]struct {
		reason    string
		arguments []string
		calls     int
		resources int
		want      string
	}{
		"Valid":    {reason: "Flags alone are valid.", calls: 1},
		"Argument": {reason: "A flag without hyphens would be ignored, with all after it.", arguments: []string{"insecure"}, calls: 1, want: `unknown argument "insecure": flags begin with --, see --help`},
		"NoCalls":  {reason: "A function that answers no call is of no use.", want: "--max-calls must be at least 1, and --max-resources at least 0"},
		"Negative": {reason: "0 sets no limit, and nothing else does.", calls: 1, resources: -1, want: "--max-calls must be at least 1, and --max-resources at least 0"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			got := ""
			if err := checkUsage(tc.arguments, tc.calls, tc.resources); err != nil {
				got = err.Error()
			}
			if got != tc.want {
				t.Errorf("%s\ncheckUsage(...): want %q, got %q", tc.reason, tc.want, got)
			}
		})
	}
}

func TestOccupiedMetricsAddressIsAnError(t *testing.T) {
	occupied, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = occupied.Close() }()
	address := occupied.Addr().String()
	if err := checkMetrics(address); err == nil || !strings.Contains(err.Error(), "set --metrics-address to a free address") {
		t.Errorf("want an error for an occupied address that says what to do, got %v", err)
	}
	_ = occupied.Close()
	for _, free := range []string{address, ""} {
		if err := checkMetrics(free); err != nil {
			t.Errorf("checkMetrics(%q): %v", free, err)
		}
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
			t.Errorf("a function ends once it has answered: it took %s, with %d requests left", took, d.count(0))
		}
	})
	t.Run("Limit", func(t *testing.T) {
		d := &drain{}
		d.count(1)
		d.wait(time.Millisecond)
		if d.count(0) != 1 {
			t.Error("want no wait for requests that take too long")
		}
	})
}

func TestCallsTakeTurns(t *testing.T) {
	f := &Function{Condition: NetworkReady, Compose: func(Input) (Output, error) { return Output{}, nil }}
	d := &drain{function: f, slots: make(chan struct{}, 1)}
	d.slots <- struct{}{} // Another call is in progress.
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	if _, err := d.RunFunction(ctx, &fnv1.RunFunctionRequest{}); status.Code(err) != codes.DeadlineExceeded {
		t.Errorf("a call waits for a slot as long as its caller does: got %v", err)
	}
	time.AfterFunc(10*time.Millisecond, func() { <-d.slots })
	if _, err := d.RunFunction(t.Context(), &fnv1.RunFunctionRequest{}); err != nil {
		t.Errorf("a call is answered once the other one is: got %v", err)
	}
	if len(d.slots) != 0 || d.count(0) != 0 {
		t.Errorf("answered calls free their slots: %d slots, %d requests", len(d.slots), d.count(0))
	}
}

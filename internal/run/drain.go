package run

import (
	"context"
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"

	fnv1 "github.com/crossplane/function-sdk-go/proto/v1"
	"google.golang.org/grpc/health"
	"google.golang.org/grpc/status"
)

// drainLimit is the time in which a function that is told to stop answers the
// requests that it has received. Crossplane itself gives up after two minutes,
// and Kubernetes kills a pod after 30 seconds.
const drainLimit = 20 * time.Second

// A drain counts the requests in progress and limits their number: more than
// there are processors use memory and finish no sooner. The SDK cannot stop a
// server gracefully, and if it ended during a response, Crossplane would report
// an error on the platform.
type drain struct {
	function *Function
	slots    chan struct{}
	lock     sync.Mutex
	requests int

	// health answers probes: a function that is told to stop is not serving.
	health *health.Server

	fnv1.UnimplementedFunctionRunnerServiceServer
}

// RunFunction answers one request.
func (d *drain) RunFunction(ctx context.Context, req *fnv1.RunFunctionRequest) (*fnv1.RunFunctionResponse, error) {
	d.count(1)
	defer d.count(-1)
	select {
	case d.slots <- struct{}{}:
		defer func() { <-d.slots }()
	case <-ctx.Done():
		return nil, status.FromContextError(ctx.Err()).Err()
	}
	return d.function.RunFunction(ctx, req)
}

// count adds to the number of requests in progress, and returns it.
func (d *drain) count(change int) int {
	d.lock.Lock()
	defer d.lock.Unlock()
	d.requests += change
	return d.requests
}

// exitWhenTold ends the process once it is told to stop and has answered all
// requests.
func (d *drain) exitWhenTold() {
	told := make(chan os.Signal, 1)
	signal.Notify(told, os.Interrupt, syscall.SIGTERM)
	<-told
	d.health.Shutdown()
	d.wait(drainLimit)
	os.Exit(0)
}

// wait returns when no request is in progress, or after a limit. Requests that
// arrive meanwhile are answered as well: the server accepts them to the end.
func (d *drain) wait(limit time.Duration) {
	const often = 100 * time.Millisecond
	for start := time.Now(); d.count(0) > 0 && time.Since(start) < limit; {
		time.Sleep(often)
	}
	time.Sleep(often) // The last response may still be in transit.
}

package run

import (
	"context"
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"

	fnv1 "github.com/crossplane/function-sdk-go/proto/v1"
	"google.golang.org/grpc/status"
)

// drainLimit is how long a function that is told to stop may take to answer
// what it was asked before. Crossplane itself gives up after two minutes, and
// Kubernetes ends a pod after 30 seconds.
const drainLimit = 20 * time.Second

// A drain counts the requests that are being answered, and bounds how many are at
// the same time: more than there are processors take memory and end no sooner. The
// SDK has no way to stop a server, and ending it in the middle of an answer would
// have Crossplane report an error on the platform.
type drain struct {
	function *Function
	slots    chan struct{}
	lock     sync.Mutex
	requests int
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

// count notes a request that comes or is answered, and returns how many there are.
func (d *drain) count(change int) int {
	d.lock.Lock()
	defer d.lock.Unlock()
	d.requests += change
	return d.requests
}

// exitWhenTold ends the process once it is told to stop and has answered
// everything.
func (d *drain) exitWhenTold() {
	told := make(chan os.Signal, 1)
	signal.Notify(told, os.Interrupt, syscall.SIGTERM)
	<-told
	d.wait(drainLimit)
	os.Exit(0)
}

// wait returns when nothing is asked any more, or after a limit. What is asked
// meanwhile is answered as well: the server is open to the end.
func (d *drain) wait(limit time.Duration) {
	const often = 100 * time.Millisecond
	for start := time.Now(); d.count(0) > 0 && time.Since(start) < limit; {
		time.Sleep(often)
	}
	time.Sleep(often) // The last answer is on its way to the network.
}

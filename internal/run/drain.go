package run

import (
	"context"
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"

	fnv1 "github.com/crossplane/function-sdk-go/proto/v1"
)

// drainLimit is how long a function that is told to stop may take to answer
// what it was asked before. Crossplane itself gives up after two minutes, and
// Kubernetes ends a pod after 30 seconds.
const drainLimit = 20 * time.Second

// A drain counts the requests that are being answered. The SDK has no way to
// stop a server, and ending it in the middle of an answer would have Crossplane
// report an error on the platform.
type drain struct {
	function *Function
	requests sync.WaitGroup
	fnv1.UnimplementedFunctionRunnerServiceServer
}

// RunFunction answers one request.
func (d *drain) RunFunction(ctx context.Context, req *fnv1.RunFunctionRequest) (*fnv1.RunFunctionResponse, error) {
	d.requests.Add(1)
	defer d.requests.Done()
	return d.function.RunFunction(ctx, req)
}

// exitWhenTold ends the process once it is told to stop and has answered
// everything.
func (d *drain) exitWhenTold() {
	told := make(chan os.Signal, 1)
	signal.Notify(told, os.Interrupt, syscall.SIGTERM)
	<-told
	answered := make(chan struct{})
	go func() {
		d.requests.Wait()
		close(answered)
	}()
	select {
	case <-answered:
		// The last answer is on its way to the network.
		time.Sleep(100 * time.Millisecond)
	case <-time.After(drainLimit):
	}
	os.Exit(0)
}

// Package bridge joins a port of the machine with a port of an isolated
// network. They are connected by a socket in the file system, which both can
// access.
package bridge

import (
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"time"
)

// pause is the time between two attempts to accept a connection after an error,
// such as too many open files.
const pause = 100 * time.Millisecond

// Join accepts connections and passes each on, until the listener is closed.
func Join(from net.Listener, network, address string) {
	for {
		in, err := from.Accept()
		if errors.Is(err, net.ErrClosed) {
			return
		}
		if err != nil {
			fmt.Fprintf(os.Stderr, "cannot accept a connection for %s: %v\n", address, err)
			time.Sleep(pause)
			continue
		}
		go pass(in, network, address)
	}
}

func pass(in net.Conn, network, address string) {
	defer in.Close()
	out, err := net.Dial(network, address)
	if err != nil {
		return // The caller's connection is closed, as if nothing listened.
	}
	defer out.Close()
	done := make(chan struct{}, 2)
	go half(out, in, done)
	go half(in, out, done)
	<-done
}

func half(to io.Writer, from io.Reader, done chan<- struct{}) {
	_, _ = io.Copy(to, from) // Either side may hang up at any time.
	done <- struct{}{}
}

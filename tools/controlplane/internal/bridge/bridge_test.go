package bridge

import (
	"bufio"
	"errors"
	"fmt"
	"net"
	"path/filepath"
	"testing"
)

// faulty is a listener whose first Accept fails, as on a machine with too many
// open files.
type faulty struct {
	net.Listener
	failed bool
}

func (f *faulty) Accept() (net.Conn, error) {
	if !f.failed {
		f.failed = true
		return nil, errors.New("too many open files")
	}
	return f.Listener.Accept()
}

// TestJoin shows that data passes in both directions.
func TestJoin(t *testing.T) {
	socket := filepath.Join(t.TempDir(), "s")
	server := listen(t, "unix", socket)
	go func() {
		c, err := server.Accept()
		if err != nil {
			return
		}
		defer c.Close()
		line, _ := bufio.NewReader(c).ReadString('\n')
		fmt.Fprintf(c, "you said %s", line)
	}()
	front := listen(t, "tcp", "127.0.0.1:0")
	go Join(&faulty{Listener: front}, "unix", socket)

	c, err := net.Dial("tcp", front.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	fmt.Fprintln(c, "hello")
	if got, _ := bufio.NewReader(c).ReadString('\n'); got != "you said hello\n" {
		t.Errorf("through the bridge came %q", got)
	}
}

func listen(t *testing.T, network, address string) net.Listener {
	t.Helper()
	l, err := net.Listen(network, address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	return l
}

// xplatform previews platforms: it needs no cluster and no account. It prints every
// resource of a claim, what a change of a claim does in AWS, step by step, and what is
// wrong with a claim. As kubectl-xplatform it is a plugin of kubectl.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"github.com/xplatform-dev/xplatform/internal/command"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	status := command.Run(ctx, os.Args, os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(status)
}

// xplatform-simulated-aws plays the AWS provider, and AWS behind it, in a control
// plane for development and tests. Nothing that it reports exists.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"

	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"

	"github.com/xplatform-dev/xplatform/internal/simulatedprovider"
	"github.com/xplatform-dev/xplatform/internal/version"
)

func main() {
	kubeconfig := flag.String("kubeconfig", "", "`file` that says how to reach the API server")
	store := flag.String("store", "aws.json", "`file` to keep in what exists in the simulated AWS")
	delay := flag.Duration("delay", 2*time.Second, "how long AWS takes at most to create or delete something; stores take some times as long")
	printVersion := flag.Bool("version", false, "print the version and exit")
	flag.Parse()
	if *printVersion {
		fmt.Println(version.String())
		return
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, *kubeconfig, simulatedprovider.Options{Store: *store, Delay: *delay}); err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1) //nolint:gocritic // There is nothing to stop.
	}
}

func run(ctx context.Context, kubeconfig string, o simulatedprovider.Options) error {
	config, err := clientcmd.BuildConfigFromFlags("", kubeconfig)
	if err != nil {
		return fmt.Errorf("cannot read kubeconfig: %w", err)
	}
	config.QPS, config.Burst = -1, -1 // Nobody else needs protection from this client.
	config.WarningHandler = rest.NoWarnings{}
	p, err := simulatedprovider.New(config, o)
	if err != nil {
		return err
	}
	p.Run(ctx)
	return nil
}

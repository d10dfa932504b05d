// xplatform-simulated-aws simulates the AWS provider and AWS in a control plane
// for development and tests. The resources that it reports do not exist.
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
	kubeconfig := flag.String("kubeconfig", "", "`file` with the address and credentials of the API server")
	store := flag.String("store", "aws.json", "`file` that stores the resources of the simulated AWS")
	delay := flag.Duration("delay", 2*time.Second, "maximum time in which AWS creates or deletes a resource; stores take several times as long")
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
		os.Exit(1) //nolint:gocritic // No deferred call is lost.
	}
}

func run(ctx context.Context, kubeconfig string, o simulatedprovider.Options) error {
	config, err := clientcmd.BuildConfigFromFlags("", kubeconfig)
	if err != nil {
		return fmt.Errorf("cannot read kubeconfig: %w", err)
	}
	config.QPS, config.Burst = -1, -1 // The API server has no other clients to protect.
	config.WarningHandler = rest.NoWarnings{}
	p, err := simulatedprovider.New(config, o)
	if err != nil {
		return err
	}
	p.Run(ctx)
	return nil
}

package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"github.com/xplatform-dev/xplatform/internal/render"
	"github.com/xplatform-dev/xplatform/internal/simulatedaws"
)

// run renders and prints. It always stops the functions.
func run(ctx context.Context, o options, stdout, stderr io.Writer) error {
	start := time.Now()
	in, err := render.Load(ctx, o.request)
	if err != nil {
		return err
	}
	names, err := in.Pair.Functions()
	if err != nil {
		return err
	}
	functions, err := render.StartFunctions(ctx, o.binaries, names)
	if err != nil {
		return err
	}
	defer functions.Stop()

	result, err := reconcile(ctx, o, in, &render.CLI{
		Crossplane:  filepath.Join(o.binaries, "crossplane"),
		Core:        filepath.Join(o.binaries, "crossplane-core"),
		Definition:  in.Pair.Definition,
		Composition: in.Pair.Composition,
		Targets:     functions.Targets,
	})
	if err != nil {
		return err
	}
	for _, m := range result.Messages {
		fmt.Fprintf(stderr, "%s: step %s: %s\n", m.Severity, m.Step, m.Text)
	}
	if err := render.Print(stdout, result); err != nil {
		return err
	}
	fmt.Fprintln(stderr, summary(o, result, time.Since(start)))
	return nil
}

func reconcile(ctx context.Context, o options, in *render.Input, r render.Reconciler) (*render.Result, error) {
	if o.reconcile == "first" {
		return r.Reconcile(ctx, in.Composite, in.Observed)
	}
	provider := &simulatedaws.Provider{Version: simulatedaws.Recommended}
	return render.Settle(ctx, r, provider, in.Composite, in.Observed)
}

func summary(o options, result *render.Result, took time.Duration) string {
	how := "first reconcile"
	if o.reconcile != "first" {
		how = fmt.Sprintf("settled after %d reconciles", result.Reconciles)
	}
	return fmt.Sprintf("%d resources (%s, %.1f s)", len(result.Resources), how, took.Seconds())
}

// report prints the error because of which nothing was rendered.
func report(stderr io.Writer, err error) {
	fatal := (*render.FatalError)(nil)
	switch {
	case errors.As(err, &fatal):
		fmt.Fprintln(stderr, "fatal:", fatal)
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(stderr, "interrupted")
	default:
		fmt.Fprintln(stderr, "error:", strings.TrimSpace(err.Error()))
	}
}

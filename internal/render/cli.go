package render

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// A CLI reconciles with the real crossplane composition render.
type CLI struct {
	// Crossplane is the path of the crossplane CLI.
	Crossplane string

	// Core is the path of Crossplane itself, whose reconciler the CLI runs. It
	// is empty for a CLI of Crossplane 2.2, which has a reconciler of its own.
	Core string

	// Definition and Composition are the documents to render with.
	Definition, Composition []byte

	// Targets are the addresses at which the Composition's functions listen.
	Targets map[string]string
}

var _ Reconciler = &CLI{}

// Reconcile writes the inputs to a directory, runs crossplane composition
// render on them, and parses its output.
func (c *CLI) Reconcile(ctx context.Context, xr *unstructured.Unstructured, observed []*unstructured.Unstructured) (*Result, error) {
	dir, err := os.MkdirTemp("", "xplatform-render-")
	if err != nil {
		return nil, fmt.Errorf("cannot create a directory for the inputs of crossplane composition render: %w", err)
	}
	defer os.RemoveAll(dir)

	args, err := c.inputs(dir, xr, observed)
	if err != nil {
		return nil, fmt.Errorf("cannot write the inputs of crossplane composition render: %w", err)
	}
	cmd := exec.CommandContext(ctx, c.Crossplane, args...)
	cmd.SysProcAttr = diesWithParent()
	cmd.WaitDelay = 5 * time.Second
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		return nil, explain(err, stderr.String())
	}
	return parse(stdout.Bytes(), xr)
}

// inputs writes the input files of crossplane composition render, and returns
// its arguments.
func (c *CLI) inputs(dir string, xr *unstructured.Unstructured, observed []*unstructured.Unstructured) ([]string, error) {
	files := []struct {
		name    string
		content []byte
	}{
		{name: "xr.yaml", content: document(xr)},
		{name: "composition.yaml", content: c.Composition},
		{name: "functions.yaml", content: c.functions()},
		{name: "definition.yaml", content: c.Definition},
		{name: "observed.yaml", content: documents(observed)},
	}
	paths := map[string]string{}
	for _, f := range files {
		paths[f.name] = filepath.Join(dir, f.name)
		if err := os.WriteFile(paths[f.name], f.content, 0o600); err != nil {
			return nil, err
		}
	}
	args := append(c.command(), paths["xr.yaml"], paths["composition.yaml"], paths["functions.yaml"],
		"--xrd="+paths["definition.yaml"],
		"--include-function-results",
	)
	if len(observed) > 0 {
		args = append(args, "--observed-resources="+paths["observed.yaml"])
	}
	return args, nil
}

// command returns the first arguments of a rendering. Without a path of
// Crossplane, a CLI since 2.3 would start it in Docker.
func (c *CLI) command() []string {
	if c.Core == "" {
		return []string{"render"}
	}
	return []string{"composition", "render", "--crossplane-binary=" + c.Core}
}

// functions returns Function objects with the addresses at which the functions
// listen, for crossplane composition render.
func (c *CLI) functions() []byte {
	all := make([]*unstructured.Unstructured, 0, len(c.Targets))
	for name, target := range c.Targets {
		all = append(all, &unstructured.Unstructured{Object: map[string]any{
			"apiVersion": "pkg.crossplane.io/v1",
			"kind":       "Function",
			"metadata": map[string]any{
				"name": name,
				"annotations": map[string]any{
					"render.crossplane.io/runtime":                    "Development",
					"render.crossplane.io/runtime-development-target": target,
				},
			},
			"spec": map[string]any{"package": name},
		}})
	}
	return documents(all)
}

// documents returns a YAML stream. Each document is JSON, which YAML includes
// and which is read several times faster.
func documents(objects []*unstructured.Unstructured) []byte {
	var out []byte
	for _, o := range objects {
		out = append(append(out, "---\n"...), document(o)...)
	}
	return out
}

func document(o *unstructured.Unstructured) []byte {
	data, err := json.Marshal(o.Object)
	if err != nil {
		panic(fmt.Sprintf("cannot marshal %s %q: %v", o.GetKind(), o.GetName(), err)) // It was read from JSON.
	}
	return append(data, '\n')
}

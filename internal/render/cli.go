package render

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// A CLI reconciles with the real crossplane render.
type CLI struct {
	// Crossplane is the path of the crossplane binary.
	Crossplane string

	// Definition and Composition are the documents to render by.
	Definition, Composition []byte

	// Targets are the addresses at which the Composition's functions listen.
	Targets map[string]string
}

var _ Reconciler = &CLI{}

// Reconcile writes the inputs to a folder, runs crossplane render on them, and
// reads what it prints.
func (c *CLI) Reconcile(ctx context.Context, xr *unstructured.Unstructured, observed []*unstructured.Unstructured) (*Result, error) {
	dir, err := os.MkdirTemp("", "xplatform-render-")
	if err != nil {
		return nil, fmt.Errorf("cannot make a folder for the inputs of crossplane render: %w", err)
	}
	defer os.RemoveAll(dir)

	args, err := c.inputs(dir, xr, observed)
	if err != nil {
		return nil, fmt.Errorf("cannot write the inputs of crossplane render: %w", err)
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
	return parse(stdout.Bytes())
}

// inputs writes what crossplane render reads, and returns its arguments.
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
	args := []string{
		"render", paths["xr.yaml"], paths["composition.yaml"], paths["functions.yaml"],
		"--xrd=" + paths["definition.yaml"],
		"--include-full-xr",
		"--include-function-results",
	}
	if len(observed) > 0 {
		args = append(args, "--observed-resources="+paths["observed.yaml"])
	}
	return args, nil
}

// functions are Function objects that tell crossplane render where each
// function listens.
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

// documents is a YAML stream. Each document is JSON, which YAML includes and
// which is read several times faster.
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

// errorPrefix begins what crossplane says of an error. It indents further
// lines to stand below the first.
const errorPrefix = "crossplane: error: "

var fatalResult = regexp.MustCompile(`(?s)pipeline step "([^"]*)" returned a fatal result: (.*)`)

// explain turns a failed run into an error: a fatal result into what the
// function said, anything else into what crossplane said.
func explain(err error, stderr string) error {
	stderr = strings.TrimSpace(strings.ReplaceAll(stderr, "\n"+strings.Repeat(" ", len(errorPrefix)), "\n"))
	stderr = strings.TrimPrefix(stderr, errorPrefix)
	if m := fatalResult.FindStringSubmatch(stderr); m != nil {
		return &FatalError{Step: m[1], Text: m[2]}
	}
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) && stderr != "" {
		return fmt.Errorf("cannot run crossplane render: %s", stderr)
	}
	return fmt.Errorf("cannot run crossplane render: %w", err)
}

// parse reads what crossplane render printed: the composite, the resources,
// then the results.
func parse(stdout []byte) (*Result, error) {
	objects, err := readDocuments(stdout)
	if err != nil {
		return nil, fmt.Errorf("cannot read the output of crossplane render: %w", err)
	}
	if len(objects) == 0 {
		return nil, errors.New("cannot read the output of crossplane render: it is empty")
	}
	result := &Result{Composite: objects[0], Reconciles: 1}
	for _, o := range objects[1:] {
		if o.GetAPIVersion() != "render.crossplane.io/v1beta1" {
			result.Resources = append(result.Resources, canonical(o))
			continue
		}
		if o.GetKind() != "Result" {
			continue
		}
		message := Message{Severity: SeverityNormal}
		if o.Object["severity"] == "SEVERITY_WARNING" {
			message.Severity = SeverityWarning
		}
		message.Step, _ = o.Object["step"].(string)
		message.Text, _ = o.Object["message"].(string)
		result.Messages = append(result.Messages, message)
	}
	slices.SortFunc(result.Resources, func(a, b *unstructured.Unstructured) int {
		return strings.Compare(resourceName(a), resourceName(b))
	})
	return result, nil
}

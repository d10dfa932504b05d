package command

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/xplatform-dev/xplatform/internal/outline"
	"github.com/xplatform-dev/xplatform/internal/pipeline"
	"github.com/xplatform-dev/xplatform/internal/render"
	"github.com/xplatform-dev/xplatform/internal/simulatedaws"
	"github.com/xplatform-dev/xplatform/internal/summary"
	"github.com/xplatform-dev/xplatform/internal/terminal"
)

const renderLong = `Print every managed resource of a claim.

On a terminal a summary is printed: network, edge, services, stores and conditions. Into a
pipe, or with -o yaml, the composite and all resources are printed as YAML. Warnings go to
standard error.

The functions run in process. With --crossplane the real crossplane composition render runs
them as processes of their own; the result is the same.`

const renderExample = `  # A summary of what a claim creates
  {{program}} render claim.yaml

  # All resources as YAML
  {{program}} render claim.yaml -o yaml

  # What the first reconcile composes: the rest waits
  {{program}} render claim.yaml --reconcile first

  # A claim from standard input, as namespaced resources
  cat claim.yaml | {{program}} render - --family namespaced -o yaml`

// A renderOptions holds the flags of render.
type renderOptions struct {
	observed   string
	family     string
	reconcile  string
	output     string
	summary    bool
	crossplane bool
	binaries   string
}

func newRender(program string, s *streams) *cobra.Command {
	o := &renderOptions{family: "", reconcile: "settled"}
	cmd := &cobra.Command{
		Use:               "render CLAIM",
		Short:             "Print every managed resource of a claim, or a summary of them",
		Long:              renderLong,
		Example:           nameProgram(program, renderExample),
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: completeFiles,
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.run(cmd.Context(), s, args[0])
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.observed, "observed", "", "file or directory of observed resources to start from, matched by their annotation crossplane.io/composition-resource-name; the simulation alters none of them")
	addFamily(cmd, &o.family)
	f.Var(newChoice(&o.reconcile, "settled", "first"), "reconcile", "how far to go: settled is the platform as it stands in the end, first is the result of the first reconcile")
	f.VarP(newChoice(&o.output, "summary", "yaml"), "output", "o", "output format (default summary on a terminal, otherwise yaml)")
	f.BoolVar(&o.summary, "summary", false, "with yaml, end with the summary on standard error")
	f.BoolVar(&o.crossplane, "crossplane", false, "render with the crossplane CLI, Crossplane and the programs of the functions in --bin-dir")
	f.StringVar(&o.binaries, "bin-dir", ownDirectory(), "directory of these programs")
	complete(cmd, "reconcile", "settled", "first")
	complete(cmd, "output", "summary", "yaml")
	return cmd
}

// ownDirectory returns the directory of this program: all programs are built together.
func ownDirectory() string {
	self, err := os.Executable()
	if err != nil {
		return "."
	}
	return filepath.Dir(self)
}

// run renders and prints.
func (o *renderOptions) run(ctx context.Context, s *streams, claim string) error {
	start := time.Now()
	request, err := s.request(claim)
	if err != nil {
		return err
	}
	request.Observed, request.Family = o.observed, render.Family(o.family)
	in, err := render.Load(ctx, request)
	if err != nil {
		return err
	}
	reconciler, stop, err := o.reconciler(ctx, in)
	if err != nil {
		return err
	}
	defer stop()
	result, observed, err := o.render(ctx, reconciler, in)
	if err != nil {
		return err
	}
	printMessages(s.err, result.Messages)
	return o.print(s, result, observed, time.Since(start))
}

// request reads the claim that an argument names: - is standard input.
func (s *streams) request(claim string) (render.Request, error) {
	if claim != "-" {
		return render.Request{Claim: claim}, nil
	}
	content, err := io.ReadAll(s.in)
	if err != nil {
		return render.Request{}, fmt.Errorf("cannot read standard input: %w", err)
	}
	return render.Request{Claim: "standard input", Content: append([]byte{}, content...)}, nil
}

// reconciler returns what runs the functions, and what ends it.
func (o *renderOptions) reconciler(ctx context.Context, in *render.Input) (render.Reconciler, func(), error) {
	if !o.crossplane {
		return pipeline.New(), func() {}, nil
	}
	names, err := in.Pair.Functions()
	if err != nil {
		return nil, nil, err
	}
	functions, err := render.StartFunctions(ctx, o.binaries, names)
	if err != nil {
		return nil, nil, err
	}
	return &render.CLI{
		Crossplane:  filepath.Join(o.binaries, "crossplane"),
		Core:        filepath.Join(o.binaries, "crossplane-core"),
		Definition:  in.Pair.Definition,
		Composition: in.Pair.Composition,
		Targets:     functions.Targets,
	}, functions.Stop, nil
}

// render returns the result, and what is observed then.
func (o *renderOptions) render(ctx context.Context, r render.Reconciler, in *render.Input) (*render.Result, []*unstructured.Unstructured, error) {
	if o.reconcile == "first" {
		result, err := r.Reconcile(ctx, in.Composite, in.Observed)
		return result, in.Observed, err
	}
	settling := &render.Settling{Reconciler: r, Simulation: newProvider(), Given: in.Observed}
	result, err := settling.Settle(ctx, in.Composite)
	return result, settling.Observed, err
}

// newProvider returns the simulation of the provider that installations are told to use.
func newProvider() *simulatedaws.Provider {
	return &simulatedaws.Provider{Version: simulatedaws.Recommended}
}

func printMessages(w io.Writer, messages []render.Message) {
	for _, m := range messages {
		fmt.Fprintf(w, "%s: step %s: %s\n", m.Severity, m.Step, m.Text)
	}
}

// print writes the result to standard output, in the format that is asked for.
func (o *renderOptions) print(s *streams, result *render.Result, observed []*unstructured.Unstructured, took time.Duration) error {
	p := outline.Read(result.Composite, result.Resources, observed)
	onTerminal := terminal.Is(s.out)
	if o.output == "summary" || o.output == "" && onTerminal {
		if err := summary.Write(s.out, p, s.style(s.out)); err != nil {
			return err
		}
		fmt.Fprintln(s.out, s.style(s.out).Dim(o.howFar(result, took)))
		return nil
	}
	if err := render.Print(s.out, result); err != nil {
		return err
	}
	if o.summary {
		if err := summary.Write(s.err, p, s.style(s.err)); err != nil {
			return err
		}
	}
	fmt.Fprintln(s.err, o.howFar(result, took))
	return nil
}

func (o *renderOptions) howFar(result *render.Result, took time.Duration) string {
	how := "first reconcile"
	if o.reconcile != "first" {
		how = fmt.Sprintf("settled after %d reconciles", result.Reconciles)
	}
	return fmt.Sprintf("%d resources (%s, %.2f s)", len(result.Resources), how, took.Seconds())
}

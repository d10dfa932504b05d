package command

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/xplatform-dev/xplatform/internal/drawing"
	"github.com/xplatform-dev/xplatform/internal/outline"
	"github.com/xplatform-dev/xplatform/internal/pipeline"
	"github.com/xplatform-dev/xplatform/internal/render"
)

const drawLong = `Draw the architecture of a claim, as SVG or as Mermaid.

Zones are columns and tiers are rows. Drawn are subnets with their CIDR blocks and routes,
gateways, the load balancer with its listeners and rules, services, stores, and an arrow for
each connection that security groups allow. The SVG needs no other file, and has a light and
a dark scheme.

With --observed each resource has its state, and a pointer over it shows what the provider
reports.`

const drawExample = `  # An SVG file
  {{program}} draw claim.yaml -o platform.svg

  # Mermaid, for a page in Markdown
  {{program}} draw claim.yaml --format mermaid

  # The state of a platform that exists
  {{program}} draw claim.yaml --observed observed.yaml -o platform.svg`

// Formats of drawings.
const (
	formatSVG     = "svg"
	formatMermaid = "mermaid"
)

// A drawOptions holds the flags of draw.
type drawOptions struct {
	observed string
	family   string
	output   string
	format   string
}

func newDraw(program string, s *streams) *cobra.Command {
	o := &drawOptions{}
	cmd := &cobra.Command{
		Use:               "draw CLAIM",
		Short:             "Draw the architecture of a claim, as SVG or as Mermaid",
		Long:              drawLong,
		Example:           nameProgram(program, drawExample),
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: completeFiles,
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.run(cmd.Context(), s, args[0])
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.observed, "observed", "", "file or directory of observed resources, with their status")
	addFamily(cmd, &o.family)
	f.StringVarP(&o.output, "output", "o", "-", "file to write, - for standard output")
	f.Var(newChoice(&o.format, formatSVG, formatMermaid), "format", "format of the drawing (default mermaid for files that end in .mmd, otherwise svg)")
	complete(cmd, "format", formatSVG, formatMermaid)
	return cmd
}

func (o *drawOptions) run(ctx context.Context, s *streams, claim string) error {
	request, err := s.request(claim)
	if err != nil {
		return err
	}
	request.Observed, request.Family = o.observed, render.Family(o.family)
	p, err := outlineOf(ctx, request)
	if err != nil {
		return err
	}
	if o.output == "-" {
		return o.write(s.out, p)
	}
	return o.writeFile(p)
}

// outlineOf reads the platform of a claim. With observed resources it is the platform at
// present, after one reconcile, and otherwise the one that the claim becomes.
func outlineOf(ctx context.Context, request render.Request) (*outline.Platform, error) {
	if request.Observed != "" {
		in, err := render.Load(ctx, request)
		if err != nil {
			return nil, err
		}
		result, err := pipeline.New().Reconcile(ctx, in.Composite, in.Observed)
		if err != nil {
			return nil, err
		}
		return outline.Read(result.Composite, result.Resources, in.Observed), nil
	}
	settling, err := settled(ctx, request)
	if err != nil {
		return nil, err
	}
	result := settling.Turns[len(settling.Turns)-1].Result
	return outline.Read(result.Composite, result.Resources, settling.Observed), nil
}

func (o *drawOptions) writeFile(p *outline.Platform) error {
	f, err := os.Create(o.output)
	if err != nil {
		return fmt.Errorf("cannot write the drawing: %w", err)
	}
	if err := o.write(f, p); err != nil {
		_ = f.Close() // The first error is the cause.
		return fmt.Errorf("cannot write the drawing: %w", err)
	}
	return f.Close()
}

func (o *drawOptions) write(w io.Writer, p *outline.Platform) error {
	extension := filepath.Ext(o.output)
	if o.format == formatMermaid || o.format == "" && (extension == ".mmd" || extension == ".mermaid") {
		return drawing.WriteMermaid(w, p, o.observed != "")
	}
	return drawing.WriteSVG(w, p, o.observed != "")
}

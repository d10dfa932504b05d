package command

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/xplatform-dev/xplatform/internal/explain"
	"github.com/xplatform-dev/xplatform/internal/outline"
	"github.com/xplatform-dev/xplatform/internal/pipeline"
	"github.com/xplatform-dev/xplatform/internal/render"
)

const explainLong = `Explain which fields of a claim a resource comes from, or what a field touches.

Each field of the claim is altered, one at a time, and the claim is rendered again: what
differs comes from that field. So the answer holds for this claim. Fields that can only
change together with others are not found.

KEY is the name of a resource in the composition, such as target-group-chat-3002, and may
be followed by a field: target-group-chat-3002.healthCheck.`

const explainExample = `  # The fields of the claim that a resource comes from
  {{program}} explain claim.yaml target-group-chat-3002

  # One field of a resource
  {{program}} explain claim.yaml database.instanceClass

  # All that a field of the claim touches
  {{program}} explain claim.yaml --field 'services[chat].port'

  # Rules of the load balancer, connections, names and quotas
  {{program}} explain claim.yaml --routes --paths --names --quotas`

// An explainOptions holds the flags of explain.
type explainOptions struct {
	family                       string
	field                        string
	routes, paths, names, quotas bool
}

func newExplain(program string, s *streams) *cobra.Command {
	o := &explainOptions{}
	cmd := &cobra.Command{
		Use:               "explain CLAIM [KEY[.FIELD]]",
		Short:             "Explain which fields of a claim a resource comes from",
		Long:              explainLong,
		Example:           nameProgram(program, explainExample),
		Args:              cobra.RangeArgs(1, 2),
		ValidArgsFunction: completeFiles,
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.run(cmd.Context(), s, args)
		},
	}
	f := cmd.Flags()
	addFamily(cmd, &o.family)
	f.StringVar(&o.field, "field", "", "field of the claim, such as services[chat].port: print all that it touches")
	f.BoolVar(&o.routes, "routes", false, "print the rules of the listeners, in the order in which they apply")
	f.BoolVar(&o.paths, "paths", false, "print the connections that security groups allow")
	f.BoolVar(&o.names, "names", false, "print the keys of all resources, and their names in AWS")
	f.BoolVar(&o.quotas, "quotas", false, "print the quotas of AWS that the platform uses, with their defaults")
	return cmd
}

func (o *explainOptions) run(ctx context.Context, s *streams, args []string) error {
	key := ""
	if len(args) > 1 {
		key = args[1]
	}
	if key == "" && o.field == "" && !o.tabular() {
		return errors.New("cannot tell what to explain: name a resource, or set --field, --routes, --paths, --names or --quotas")
	}
	request, err := s.request(args[0])
	if err != nil {
		return err
	}
	request.Family = render.Family(o.family)
	if o.tabular() {
		err = o.tables(ctx, s, request)
	}
	if err != nil {
		return err
	}
	return o.origins(ctx, s, request, key)
}

// tabular reports whether a table is asked for.
func (o *explainOptions) tabular() bool { return o.routes || o.paths || o.names || o.quotas }

// origins prints what a field touches, and what a resource comes from.
func (o *explainOptions) origins(ctx context.Context, s *streams, request render.Request, key string) error {
	if key == "" && o.field == "" {
		return nil
	}
	claim, err := explained(ctx, request)
	if err != nil {
		return err
	}
	if o.field != "" {
		err = o.fields(ctx, s, claim)
	}
	if err != nil || key == "" {
		return err
	}
	resource, path, err := claim.Find(key)
	if err != nil {
		return err
	}
	fmt.Fprintf(s.err, "rendering the claim for each of %d fields\n", len(claim.Fields))
	effects, err := claim.Effects(ctx, claim.Fields)
	if err != nil {
		return err
	}
	return claim.WriteResource(s.out, resource, path, effects)
}

// explained reads a claim, to be rendered again and again.
func explained(ctx context.Context, request render.Request) (*explain.Claim, error) {
	platform, err := request.Platform()
	if err != nil {
		return nil, err
	}
	if _, err := render.Load(ctx, request); err != nil {
		return nil, err
	}
	family, err := render.FamilyOf(platform, request.Family)
	if err != nil {
		return nil, err
	}
	schema, err := render.Schema(render.PairOf(family).Definition)
	if err != nil {
		return nil, err
	}
	return explain.NewClaim(ctx, platform, schema, func(ctx context.Context, p *unstructured.Unstructured) ([]*unstructured.Unstructured, error) {
		content, err := p.MarshalJSON()
		if err != nil {
			return nil, fmt.Errorf("cannot encode the claim: %w", err)
		}
		settling, err := settled(ctx, render.Request{Claim: request.Claim, Content: content, Family: request.Family})
		if err != nil {
			return nil, err
		}
		return settling.Turns[len(settling.Turns)-1].Result.Resources, nil
	})
}

// settled renders a claim until nothing changes any more.
func settled(ctx context.Context, request render.Request) (*render.Settling, error) {
	in, err := render.Load(ctx, request)
	if err != nil {
		return nil, err
	}
	settling := &render.Settling{Reconciler: pipeline.New(), Simulation: newProvider()}
	_, err = settling.Settle(ctx, in.Composite)
	return settling, err
}

func (o *explainOptions) fields(ctx context.Context, s *streams, claim *explain.Claim) error {
	fields := claim.Below(o.field)
	if len(fields) == 0 {
		return fmt.Errorf("cannot find the field %q in the claim: write a path below spec, such as services[chat].port", o.field)
	}
	effects, err := claim.Effects(ctx, fields)
	if err != nil {
		return err
	}
	return explain.WriteEffects(s.out, effects)
}

func (o *explainOptions) tables(ctx context.Context, s *streams, request render.Request) error {
	settling, err := settled(ctx, request)
	if err != nil {
		return err
	}
	result := settling.Turns[len(settling.Turns)-1].Result
	p := outline.Read(result.Composite, result.Resources, settling.Observed)
	writers := []struct {
		wanted bool
		write  func() error
	}{
		{o.routes, func() error { return explain.WriteRoutes(s.out, p) }},
		{o.paths, func() error { return explain.WritePaths(s.out, p) }},
		{o.names, func() error { return explain.WriteNames(s.out, settling.Turns) }},
		{o.quotas, func() error { return explain.WriteQuotas(s.out, result.Resources) }},
	}
	printed := false
	for _, w := range writers {
		if !w.wanted {
			continue
		}
		if printed {
			fmt.Fprintln(s.out)
		}
		if err := w.write(); err != nil {
			return err
		}
		printed = true
	}
	return nil
}

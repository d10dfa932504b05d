package command

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/cobra"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/xplatform-dev/xplatform/internal/cluster"
	"github.com/xplatform-dev/xplatform/internal/pipeline"
	"github.com/xplatform-dev/xplatform/internal/preview"
	"github.com/xplatform-dev/xplatform/internal/render"
	"github.com/xplatform-dev/xplatform/internal/timeline"
)

const planLong = `Show what a change of a claim does, step by step, before it is applied.

The reconciles of the change are played against a simulated AWS. Each step shows what is
created (+), updated (~, field by field), deleted (-) and released (○, stays in AWS), and
what waits for what. Then follow the resources that are kept, what interrupts users of the
platform, and what AWS charges more or less for, in units.

Several claims are applied one after the other; the plan is that of the last one. With one
claim, the platform is new, or it is the observed one.

Exit status: 0 if nothing changes, 2 if something changes, 3 if something is deleted or
interrupted (see --fail-on), 1 if the change is refused or on any other error.`

const planExample = `  # A change of a claim
  {{program}} plan old.yaml new.yaml

  # The change of a pull request, as a comment
  git show main:claim.yaml | {{program}} plan - claim.yaml -o markdown

  # A change of a platform that is observed: its composite and its resources
  {{program}} plan new.yaml --observed resources.yaml

  # A change of a platform that runs in a cluster, which is only read
  {{program}} plan new.yaml --cluster

  # What a new platform creates, as JSON
  {{program}} plan claim.yaml -o json`

// Categories that --fail-on takes.
const (
	onDelete    = "delete"
	onInterrupt = "interrupt"
	onDeploy    = "deploy"
	onRelease   = "release"
)

// A planOptions holds the flags of plan.
type planOptions struct {
	observed string
	cluster  bool
	access   cluster.Access
	family   string
	output   string
	failOn   []string
}

func newPlan(program string, s *streams) *cobra.Command {
	o := &planOptions{output: "text"}
	cmd := &cobra.Command{
		Use:               "plan [OLD...] NEW",
		Short:             "Show what a change of a claim does, step by step",
		Long:              planLong,
		Example:           named(program, planExample),
		Args:              cobra.MinimumNArgs(1),
		ValidArgsFunction: completeFiles,
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.run(cmd.Context(), s, args)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.observed, "observed", "", "file or directory of the observed platform: its composite and its resources, as kubectl get -o yaml or render -o yaml prints them")
	f.BoolVar(&o.cluster, "cluster", false, "read the platform and its resources from the cluster of the kubeconfig; nothing is written, and of Secrets only the metadata is read")
	f.StringVar(&o.access.Kubeconfig, "kubeconfig", "", "kubeconfig file (default that of kubectl)")
	f.StringVar(&o.access.Context, "context", "", "context of the kubeconfig")
	f.StringVarP(&o.access.Namespace, "namespace", "n", "", "namespace of a claim that names none (default that of the context)")
	f.Var(newChoice(&o.family, "cluster", "namespaced"), "family", "family to render claims through (default that of the claim)")
	f.VarP(newChoice(&o.output, "text", "json", "markdown"), "output", "o", "output format")
	f.StringSliceVar(&o.failOn, "fail-on", []string{onDelete, onInterrupt}, "categories that exit with status 3: delete, interrupt, deploy (tasks or nodes are replaced one after the other) and release")
	complete(cmd, "family", "cluster", "namespaced")
	complete(cmd, "output", "text", "json", "markdown")
	complete(cmd, "fail-on", onDelete, onInterrupt, onDeploy, onRelease)
	return cmd
}

func (o *planOptions) run(ctx context.Context, s *streams, claims []string) error {
	for _, category := range o.failOn {
		if known := []string{onDelete, onInterrupt, onDeploy, onRelease}; !slices.Contains(known, category) {
			return fmt.Errorf("cannot fail on %q: write %s", category, alternatives(known))
		}
	}
	if o.cluster && o.observed != "" {
		return errors.New("cannot plan from a cluster and from files: leave out --cluster or --observed")
	}
	if (o.cluster || o.observed != "") && len(claims) > 1 {
		return fmt.Errorf("cannot plan from %s and from what exists: name one claim, or leave out --observed and --cluster", claims[0])
	}
	change, err := o.change(ctx, s, claims)
	if err != nil {
		return err
	}
	plan := preview.New(change)
	if err := o.print(s, plan); err != nil {
		return err
	}
	return o.status(plan)
}

// change plays all claims.
func (o *planOptions) change(ctx context.Context, s *streams, claims []string) (preview.Change, error) {
	h := &history{settling: &render.Settling{Reconciler: pipeline.New(), Simulation: newProvider()}}
	h.change.From, h.change.To = "nothing", claims[len(claims)-1]
	if o.observed != "" {
		if err := h.observe(ctx, o.observed); err != nil {
			return h.change, err
		}
	}
	for i, claim := range claims {
		request, err := s.request(claim)
		if err != nil {
			return h.change, err
		}
		if o.cluster {
			if request, err = h.live(ctx, o.access, request); err != nil {
				return h.change, err
			}
		}
		request.Family = render.Family(o.family)
		last := i == len(claims)-1
		if err := h.apply(ctx, request, last); err != nil {
			return h.change, err
		}
	}
	return h.change, nil
}

// A history is a platform while claims are applied to it.
type history struct {
	settling *render.Settling
	change   preview.Change
	claims   int
}

// apply applies a claim. If the last one is refused, that is the result.
func (h *history) apply(ctx context.Context, r render.Request, last bool) error {
	r.Before = h.change.Composite
	in, err := render.Load(ctx, r)
	if err != nil {
		return h.refuse(err, last)
	}
	if old := h.change.Composite; old != nil && (old.GetName() != in.Composite.GetName() || old.GetNamespace() != in.Composite.GetNamespace() || old.GroupVersionKind() != in.Composite.GroupVersionKind()) {
		return fmt.Errorf("cannot compare %s with %s: they are two platforms: %s and %s; name, namespace and kind cannot change", h.change.From, r.Claim, describe(old), describe(in.Composite))
	}
	if h.claims++; h.claims > 1 {
		in.Composite.Object["status"] = h.change.Composite.Object["status"]
	}
	composite := in.Composite.DeepCopy()
	before := len(h.settling.Turns)
	settled, err := h.settling.Settle(ctx, in.Composite)
	if err != nil {
		return h.refuse(err, last)
	}
	if !last {
		h.change.From, h.change.Composite = r.Claim, settled.Composite
		h.change.Before, h.change.Observed = settled.Resources, h.settling.Observed
		return nil
	}
	for _, t := range h.settling.Turns[before:] {
		h.change.Turns = append(h.change.Turns, timeline.Turn{Turn: t, Claim: r.Claim})
	}
	h.change.After = h.settling.Observed
	return h.ask(ctx, composite)
}

// ask finds the resources that a new platform with the same claim has.
func (h *history) ask(ctx context.Context, composite *unstructured.Unstructured) error {
	if h.change.Composite == nil && len(h.change.Before) == 0 {
		return nil
	}
	delete(composite.Object, "status")
	result, err := render.Settle(ctx, pipeline.New(), newProvider(), composite, nil)
	if err != nil {
		return err
	}
	h.change.Asked = map[string]bool{}
	for _, o := range result.Resources {
		h.change.Asked[timeline.Key(o)] = true
	}
	return nil
}

// refuse makes a refusal of the last claim the result.
func (h *history) refuse(err error, last bool) error {
	invalid, fatal := (*render.InvalidError)(nil), (*render.FatalError)(nil)
	if !last || h.change.Composite == nil || !errors.As(err, &invalid) && !errors.As(err, &fatal) {
		return err
	}
	h.change.Refused = err.Error()
	return nil
}

// observe starts from what exists. The composite among the observed resources says what
// Crossplane has applied.
func (h *history) observe(ctx context.Context, path string) error {
	resources, composite, err := render.ReadObserved(path)
	if err != nil {
		return err
	}
	return h.begin(ctx, path, composite, resources)
}

// live starts from the platform of a claim as it is in a cluster. It returns the request
// for the claim, in the namespace in which it was found.
func (h *history) live(ctx context.Context, a cluster.Access, r render.Request) (render.Request, error) {
	platform, err := r.Platform()
	if err != nil {
		return r, err
	}
	found, err := a.Read(ctx, platform)
	if err != nil {
		return r, err
	}
	if r.Content, err = platform.MarshalJSON(); err != nil {
		return r, err
	}
	return r, h.begin(ctx, "cluster "+found.Cluster, found.Composite, found.Resources)
}

func (h *history) begin(ctx context.Context, from string, composite *unstructured.Unstructured, resources []*unstructured.Unstructured) error {
	h.change.From, h.change.Composite = from, composite
	h.change.Before, h.change.Observed = resources, resources
	h.settling.Observed = resources
	if composite == nil {
		return nil
	}
	// What is desired now, without what the provider and the API server have added.
	result, err := pipeline.New().Reconcile(ctx, composite.DeepCopy(), resources)
	fatal := (*render.FatalError)(nil)
	switch {
	case errors.As(err, &fatal):
		return nil // The spec is refused already: what exists is all that is known.
	case err != nil:
		return err
	}
	h.change.Before = result.Resources
	return nil
}

func describe(o *unstructured.Unstructured) string {
	name := o.GetName()
	if o.GetNamespace() != "" {
		name = o.GetNamespace() + "/" + name
	}
	return o.GetKind() + " " + name
}

func (o *planOptions) print(s *streams, plan *preview.Plan) error {
	switch o.output {
	case "json":
		encoder := json.NewEncoder(s.out)
		encoder.SetIndent("", "  ")
		encoder.SetEscapeHTML(false)
		return encoder.Encode(plan)
	case "markdown":
		return plan.WriteMarkdown(s.out)
	default:
		return plan.WriteText(s.out, s.style(s.out))
	}
}

// status returns the status of a plan, nil for 0.
func (o *planOptions) status(plan *preview.Plan) error {
	if plan.Refused != "" {
		return statusError(statusFailed)
	}
	if plan.Nothing() {
		return nil
	}
	found := map[string]bool{onDelete: plan.Summary.Delete > 0, onRelease: plan.Summary.Release > 0}
	for _, i := range plan.Interruptions {
		if i.Effect == preview.Deployment {
			found[onDeploy] = true
		} else {
			found[onInterrupt] = true
		}
	}
	for _, category := range o.failOn {
		if found[category] {
			return statusError(statusRisks)
		}
	}
	return statusError(statusChanges)
}

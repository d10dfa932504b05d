package command

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/xplatform-dev/xplatform/internal/cluster"
	"github.com/xplatform-dev/xplatform/internal/preview"
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
		Example:           nameProgram(program, planExample),
		Args:              cobra.MinimumNArgs(1),
		ValidArgsFunction: completeFiles,
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.run(cmd.Context(), s, args)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.observed, "observed", "", "file or directory of the observed platform: its composite and its resources with their status, as kubectl get -o yaml prints them")
	f.BoolVar(&o.cluster, "cluster", false, "read the platform and its resources from the cluster of the kubeconfig; nothing is written, and of Secrets only the metadata is read")
	f.StringVar(&o.access.Kubeconfig, "kubeconfig", "", "kubeconfig file (default that of kubectl)")
	f.StringVar(&o.access.Context, "context", "", "context of the kubeconfig")
	f.StringVarP(&o.access.Namespace, "namespace", "n", "", "namespace of a claim that names none (default that of the context)")
	addFamily(cmd, &o.family)
	f.VarP(newChoice(&o.output, "text", "json", "markdown"), "output", "o", "output format")
	f.StringSliceVar(&o.failOn, "fail-on", []string{onDelete, onInterrupt}, "categories that exit with status 3: delete, interrupt, deploy (tasks or nodes are replaced one after the other) and release")
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

func (o *planOptions) print(s *streams, plan *preview.Plan) error {
	switch o.output {
	case "json":
		return s.writeJSON(plan)
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

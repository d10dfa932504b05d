package run

import (
	"errors"
	"fmt"
	"time"

	fnv1 "github.com/crossplane/function-sdk-go/proto/v1"
	"github.com/crossplane/function-sdk-go/response"
	"google.golang.org/protobuf/types/known/durationpb"
	corev1 "k8s.io/api/core/v1"

	"github.com/xplatform-dev/xplatform/internal/emit"
	"github.com/xplatform-dev/xplatform/internal/guard"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
	"github.com/xplatform-dev/xplatform/internal/wire"
)

// Times after which Crossplane calls again if no event occurs: short while a
// resource is becoming ready, long once everything is ready. Changes are
// observed at once in both cases.
const (
	ttlUnsettled = time.Minute
	ttlSettled   = 10 * time.Minute
)

// respond writes a function's desired resources, or refuses changes that AWS
// could only make by replacing a resource. Desired resources of earlier
// functions are not changed. It returns an error for bugs of the function
// itself.
func (f *Function) respond(req *fnv1.RunFunctionRequest, xr composite, seen view, in Input, out Output) (*fnv1.RunFunctionResponse, error) {
	target, err := xr.target(in.Platform, out.Retained)
	if err != nil {
		return nil, err
	}
	d := desired{
		view: seen, target: target, resources: map[string]*fnv1.Resource{},
		secrets: secrets{owner: xr.metadata("uid"), existing: req.GetRequiredResources()},
	}
	out.Desired.Apply(out.Lifecycle)
	if err := d.add(out.Desired); err != nil {
		return nil, err
	}
	if refused := errors.Join(d.replaced...); refused != nil {
		return f.refuse(req, xr, f.newRefusal(refused.Error())), nil
	}
	rsp := response.To(req, ttlSettled)
	rsp.Requirements = d.secrets.requirements()
	if rsp.Desired == nil {
		rsp.Desired = &fnv1.State{}
	}
	if rsp.Desired.Resources == nil {
		rsp.Desired.Resources = map[string]*fnv1.Resource{}
	}
	for k, r := range d.resources {
		rsp.Desired.Resources[k] = r
	}
	if err := setStatus(rsp, xr, d, out); err != nil {
		return nil, err
	}
	if !xr.namespaced() {
		setConnection(rsp.Desired.Composite, out.Connection)
	}
	d.report(rsp, f.Condition, xr, out)
	warn(rsp, out.Warnings)
	return rsp, nil
}

// report sets the condition of the function's part, and the TTL of the
// response.
func (d *desired) report(rsp *fnv1.RunFunctionResponse, condition string, xr composite, out Output) {
	s := d.progress()
	s.waiting = append(s.waiting, sentences(out.Progress)...)
	s.held, s.rolledBack = out.Held, out.RolledBack
	s.report(rsp, condition)
	root := rsp.Desired.Composite.Resource
	xr.setRevision(root, s.summarize(rsp, condition))
	xr.setObservedGeneration(root)
	if !s.resting() {
		rsp.Meta.Ttl = durationpb.New(ttlUnsettled)
	}
}

// desired contains a function's desired resources, in the form that Crossplane
// accepts.
type desired struct {
	view      view
	target    emit.Target
	resources map[string]*fnv1.Resource
	secrets   secrets

	keys      []name.Key
	blockedOn map[name.Key]plan.Blockers
	kept      map[name.Key]bool

	// aside are resources that are not ready and that nothing waits for.
	aside map[name.Key]bool

	// owners are resources with which others are deleted in AWS.
	owners map[name.Key]name.Key

	// changing are existing resources that do not have their desired state yet.
	changing map[name.Key]bool

	// replaced are changes that AWS could only make by replacing a resource.
	replaced []error
}

// add emits a set. Resources that cannot be created yet are omitted and
// recorded.
func (d *desired) add(set emit.Set) error {
	if err := set.Err(); err != nil {
		return err
	}
	d.keys = set.Keys()
	d.blockedOn = map[name.Key]plan.Blockers{}
	d.kept, d.changing, d.aside = map[name.Key]bool{}, map[name.Key]bool{}, map[name.Key]bool{}
	d.owners = map[name.Key]name.Key{}
	for _, k := range d.keys {
		intent := d.withheldSecret(k, set.Intent(k))
		d.blockedOn[k] = intent.BlockedOn
		d.kept[k] = intent.Resource == nil && len(intent.BlockedOn) == 0 && !intent.Pinned && d.view.Has(k)
		if intent.Resource == nil && !d.view.Has(k) {
			continue
		}
		r, err := d.emit(k, intent)
		if err != nil {
			return err
		}
		if d.changing[k] = d.view.changing(k, r); d.changing[k] {
			d.replaced = append(d.replaced, guard.Replacements(k, d.view.object(k), r)...)
		}
		if intent.PartOf != "" {
			d.owners[k], d.aside[k] = intent.PartOf, !d.view.Ready(k)
		}
		d.resources[string(k)] = wire.Sealed(r, d.readiness(k))
	}
	return nil
}

// withheldSecret withholds a Secret if its name belongs to another owner's
// Secret.
func (d *desired) withheldSecret(k name.Key, intent emit.Intent) emit.Intent {
	if s, ok := intent.Resource.(*corev1.Secret); ok && !d.view.Has(k) {
		if taken := d.secrets.request(k, s); len(taken) > 0 {
			return emit.Intent{BlockedOn: taken}
		}
	}
	return intent
}

// readiness returns that of a resource, or ready if nothing waits for it.
func (d *desired) readiness(k name.Key) fnv1.Ready {
	if d.aside[k] {
		return fnv1.Ready_READY_TRUE
	}
	return d.view.readiness(k)
}

func (d *desired) emit(k name.Key, intent emit.Intent) (wire.Object, error) {
	switch {
	case intent.Orphaned:
		return d.view.orphan(k), nil
	case intent.Unprotected:
		return d.view.unprotect(k), nil
	case intent.Resource == nil:
		return d.view.Keep(k), nil
	}
	r, err := d.target.Resource(k, intent.Resource, d.view.object(k))
	if err != nil {
		return nil, fmt.Errorf("cannot emit %s: %w", k, err)
	}
	return r, nil
}

package run

import (
	"time"

	"github.com/crossplane/function-sdk-go/errors"
	fnv1 "github.com/crossplane/function-sdk-go/proto/v1"
	"github.com/crossplane/function-sdk-go/response"
	"google.golang.org/protobuf/types/known/durationpb"
	"google.golang.org/protobuf/types/known/structpb"
	corev1 "k8s.io/api/core/v1"

	"github.com/xplatform-dev/xplatform/internal/emit"
	"github.com/xplatform-dev/xplatform/internal/guard"
	"github.com/xplatform-dev/xplatform/internal/name"
)

// How soon Crossplane calls again when nothing happens: soon while something
// is still becoming ready, rarely once all is well. Changes are noticed at
// once either way.
const (
	ttlUnsettled = time.Minute
	ttlSettled   = 10 * time.Minute
)

// respond writes what a function wants, or refuses it where AWS could only do it
// by replacing something. Resources of other functions that are already desired
// stay untouched. An error is a fault of the function's own.
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
		return f.refuse(req, xr, f.refused(refused.Error())), nil
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

// report says how far the function's part has come, and how soon it wants to be
// asked again.
func (d *desired) report(rsp *fnv1.RunFunctionResponse, condition string, xr composite, out Output) {
	s := d.standing()
	s.waiting = append(s.waiting, out.Progress...)
	s.held, s.rolledBack = out.Held, out.RolledBack
	s.report(rsp, condition)
	root := rsp.Desired.Composite.Resource
	xr.reach(root, s.summarize(rsp, condition))
	xr.observe(root)
	if !s.resting() {
		rsp.Meta.Ttl = durationpb.New(ttlUnsettled)
	}
}

// desired is what a function wants, in the form that Crossplane takes.
type desired struct {
	view      view
	target    emit.Target
	resources map[string]*fnv1.Resource
	secrets   secrets

	keys    []name.Key
	missing map[name.Key]string
	kept    map[name.Key]bool

	// aside are those that are not ready and that nothing waits for.
	aside map[name.Key]bool

	// owners are the resources that others are deleted in AWS together with.
	owners map[name.Key]name.Key

	// changing are those that exist and are not yet as they are asked for.
	changing map[name.Key]bool

	// replaced are changes that AWS could only make by replacing something.
	replaced []error
}

// add emits a set. What cannot be created yet is left out and remembered.
func (d *desired) add(set emit.Set) error {
	if err := set.Err(); err != nil {
		return err
	}
	d.keys = set.Keys()
	d.missing = map[name.Key]string{}
	d.kept, d.changing, d.aside = map[name.Key]bool{}, map[name.Key]bool{}, map[name.Key]bool{}
	d.owners = map[name.Key]name.Key{}
	for _, k := range d.keys {
		intent := d.withheldSecret(k, set.Intent(k))
		d.missing[k] = intent.Missing
		d.kept[k] = intent.Resource == nil && intent.Missing == "" && !intent.Pinned && d.view.Has(k)
		if intent.Resource == nil && !d.view.Has(k) {
			continue
		}
		r, err := d.emit(k, intent)
		if err != nil {
			return err
		}
		d.replaced = append(d.replaced, guard.Replacements(k, d.view[k], r)...)
		d.changing[k] = d.view.changing(k, r)
		if intent.PartOf != "" {
			d.owners[k], d.aside[k] = intent.PartOf, !d.view.Ready(k)
		}
		d.resources[string(k)] = &fnv1.Resource{Resource: r, Ready: d.readiness(k)}
	}
	return nil
}

// withheldSecret withholds a Secret of a name that somebody else has taken.
func (d *desired) withheldSecret(k name.Key, intent emit.Intent) emit.Intent {
	if s, ok := intent.Resource.(*corev1.Secret); ok && !d.view.Has(k) {
		if taken := d.secrets.taken(k, s); taken != "" {
			return emit.Intent{Missing: taken}
		}
	}
	return intent
}

// readiness is that of a resource, unless nothing waits for it.
func (d *desired) readiness(k name.Key) fnv1.Ready {
	if d.aside[k] {
		return fnv1.Ready_READY_TRUE
	}
	return d.view.readiness(k)
}

func (d *desired) emit(k name.Key, intent emit.Intent) (*structpb.Struct, error) {
	switch {
	case intent.Orphaned:
		return d.view.orphan(k), nil
	case intent.Unprotected:
		return d.view.unprotect(k), nil
	case intent.Resource == nil:
		return d.view.Keep(k), nil
	}
	r, err := d.target.Resource(k, intent.Resource)
	if err != nil {
		return nil, errors.Wrapf(err, "cannot emit %s", k)
	}
	emit.AddResolved(r, d.view[k])
	emit.Unset(r, d.view[k])
	emit.AddExternalName(r, d.view[k])
	return r, nil
}

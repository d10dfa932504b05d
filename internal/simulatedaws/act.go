package simulatedaws

import (
	"cmp"
	"fmt"
	"slices"
)

// actAll acts on every resource, those first that others refer to: as long as
// one of them comes further, the rest is tried again. It goes through them by
// name, so that the order of desired does not matter to what is reported.
func (p *Provider) actAll(w *world, resources []*resource) error {
	ordered := slices.SortedFunc(slices.Values(resources), func(a, b *resource) int {
		return cmp.Compare(identity(a.Unstructured), identity(b.Unstructured))
	})
	for progress := true; progress; {
		progress = false
		for _, r := range ordered {
			if r.stage == settled {
				continue
			}
			next, err := p.act(w, r)
			if err != nil {
				return fmt.Errorf("cannot simulate %s %q: %w", r.GetKind(), r.GetName(), err)
			}
			progress = progress || next != r.stage
			r.stage = next
		}
	}
	return nil
}

// act reconciles one resource, and says how far it came.
func (p *Provider) act(w *world, r *resource) (stage, error) {
	if r.unmanaged {
		return settled, nil
	}
	problem, err := p.resolveReferences(w, r)
	if err != nil {
		return waiting, err
	}
	if problem != "" {
		r.cannotResolve(problem)
		return waiting, nil
	}
	if message, ok := lookup(p.Fail, r); ok {
		r.failed(message)
		return settled, nil
	}
	if _, ok := lookup(p.Slow, r); ok {
		r.creating()
		return settled, nil
	}
	if p.obstructed(r) {
		return settled, nil
	}
	if r.kind.awaits != nil && !r.kind.awaits(w, r) {
		r.creating()
		return waiting, nil
	}
	if r.kind.refuses != nil {
		if message := r.kind.refuses(w, r); message != "" {
			r.failed(message)
			return waiting, nil
		}
	}
	return p.report(w, r)
}

// report fills in the identity and the status of a resource that exists.
func (p *Provider) report(w *world, r *resource) (stage, error) {
	atProvider := r.requested()
	r.setExternalName(r.kind.externalName(r))
	if err := set(atProvider, "id", r.kind.id(r, atProvider)); err != nil {
		return waiting, err
	}
	if r.kind.arn != nil {
		atProvider["arn"] = r.kind.arn(r, atProvider)
		if before, ok := r.before["arn"]; ok && r.before["id"] == atProvider["id"] {
			atProvider["arn"] = before // It is the identity of what exists.
		}
	}
	if tags, ok := atProvider["tags"]; ok {
		atProvider["tagsAll"] = tags
	}
	if before, ok := r.before[taskDefinitionField]; ok {
		if _, failing := lookup(p.RollBack, r); failing {
			atProvider[taskDefinitionField] = before
		}
	}
	of := report{resource: r, world: w, atProvider: atProvider}
	if r.kind.more != nil {
		r.kind.more(of)
	}
	reached := settled
	if r.kind.settled != nil && !r.kind.settled(of) {
		reached = standing
	}
	p.forget(r, atProvider)
	r.wroteReport(atProvider)
	p.lateInitialize(r, atProvider)
	p.flip(r)
	r.available(atProvider)
	return reached, nil
}

// forget takes from a report what AWS does not tell yet.
func (p *Provider) forget(r *resource, atProvider map[string]any) {
	if !r.existed {
		for _, field := range p.Late[r.GetKind()] {
			delete(atProvider, field)
		}
	}
	withheld, _ := lookup(p.Withhold, r)
	for _, field := range withheld {
		if _, known := r.before[field]; !known {
			delete(atProvider, field)
		}
	}
}

// lookup finds what an option says of a resource, by its name or by its kind.
func lookup[T any](option map[string]T, r *resource) (T, bool) {
	if v, ok := option[r.GetName()]; ok {
		return v, true
	}
	v, ok := option[r.GetKind()]
	return v, ok
}

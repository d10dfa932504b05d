package simulatedaws

import "reflect"

// obstructed reports whether the provider cannot create a new resource, and
// sets its conditions accordingly.
func (p *Provider) obstructed(r *resource) bool {
	if r.existed {
		return false
	}
	switch kindKey(r.Unstructured) {
	case "s3/BucketLifecycleConfiguration":
		if p.suffers(LifecycleUnreadable) {
			r.cannotObserve("Missing Resource Identity After Read")
			return true
		}
	case "ecs/Service":
		changed := r.sorted || r.asking != nil && !reflect.DeepEqual(r.asking, r.parameters())
		if changed && p.suffers(ServiceStartsOver) {
			r.wrote("is looked for from the beginning, as its spec has changed")
			r.creating()
			return true
		}
	}
	return false
}

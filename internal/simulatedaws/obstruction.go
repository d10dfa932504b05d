package simulatedaws

import "reflect"

// obstructed reports whether the provider comes to nothing with a new resource, and
// says so in its conditions.
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
		if changed && p.suffers(ServiceStartsAnew) {
			r.wrote("is looked for from the beginning, as its spec has changed")
			r.creating()
			return true
		}
	}
	return false
}

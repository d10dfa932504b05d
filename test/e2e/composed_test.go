package e2e

import (
	"fmt"
	"maps"
	"strconv"
	"time"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// mark is an annotation that identifies the last apply of a platform in its
// composite. It has no other meaning, and makes Crossplane compose the platform
// again.
const mark = "e2e.xplatform.dev/applied"

// apply applies the platform with a new mark.
func (f *platform) apply() {
	f.t.Helper()
	annotations := maps.Clone(f.o.GetAnnotations())
	if annotations == nil {
		annotations = map[string]string{}
	}
	annotations[mark] = strconv.FormatInt(time.Now().UnixNano(), 10)
	f.o.SetAnnotations(annotations)
	f.plane.apply(f.kind, f.o)
}

// awaitComposition waits until Crossplane has composed the platform as it was
// applied last, and has written the conditions of its functions: before that,
// conditions are those of another spec. The first composition to end may have
// begun before the change reached the composite, so it has to be composed
// twice.
func (f *platform) awaitComposition() {
	f.t.Helper()
	start := time.Now()
	f.wait(long, "the change reaches the composite", f.arrived)
	for range 2 {
		before := f.compositions()
		f.apply()
		f.wait(long, "Crossplane composes the platform", func() string {
			if why := f.arrived(); why != "" {
				return why
			}
			if f.compositions() == before {
				_, message := condition(f.composed(), "Synced")
				return "it has not: " + message
			}
			return ""
		})
	}
	f.t.Logf("after %.1f s: Crossplane has composed the platform as it was applied last", time.Since(start).Seconds())
}

// arrived returns a message if the composite is not the one that was applied
// last.
func (f *platform) arrived() string {
	f.t.Helper()
	o := f.composed()
	if o == nil {
		return "there is no composite"
	}
	if applied := o.GetAnnotations()[mark]; applied != f.o.GetAnnotations()[mark] {
		return "it is as it was applied at " + applied
	}
	return ""
}

// compositions returns how often Crossplane has composed a platform of this
// kind to the end. There is no counter for a single platform: another one that
// is composed at the same time counts too.
func (f *platform) compositions() int {
	f.t.Helper()
	sum := 0
	for _, result := range []string{"success", "requeue_after"} {
		sum += f.metric("controller_runtime_reconcile_total",
			fmt.Sprintf("controller=%q", "composite/"+f.compositeKind().Resource+"."+f.compositeKind().Group), fmt.Sprintf("result=%q", result))
	}
	return sum
}

// notReady returns why a platform is not ready, according to the conditions of
// its functions and of Crossplane, and to each of its resources.
func (f *platform) notReady() string {
	f.t.Helper()
	if why := f.unsettled(); why != "" {
		return why
	}
	return f.unready()
}

// unsettled returns which condition of a platform is not true, or that its
// claim does not have the status of its composite yet.
func (f *platform) unsettled() string {
	f.t.Helper()
	o, composite := f.now(), f.composed()
	for _, of := range []*unstructured.Unstructured{composite, o} {
		for _, c := range append([]string{"Synced"}, stages...) {
			if status, message := condition(of, c); status != "True" {
				return fmt.Sprintf("%s is %s: %s", c, status, message)
			}
		}
	}
	if told, known := toText(statusOf(o)), toText(statusOf(composite)); told != known {
		return "the claim does not have the status of its composite yet: " + known
	}
	return ""
}

// statusOf returns the status without Crossplane's own fields, which differ
// between claim and composite.
func statusOf(o *unstructured.Unstructured) map[string]any {
	status, _, _ := unstructured.NestedMap(o.Object, "status")
	for _, own := range []string{"conditions", "claimConditionTypes", "connectionDetails", "crossplane"} {
		delete(status, own)
	}
	return status
}

// unready returns a message about a resource that does not exist or is not
// ready.
func (f *platform) unready() string {
	f.t.Helper()
	for _, ref := range f.references() {
		o := f.get(ref.resource, ref.namespace, ref.name)
		if o == nil {
			return fmt.Sprintf("%s %s does not exist", ref.resource.Resource, ref.name)
		}
		if status, message := condition(o, "Ready"); status != "True" && !ref.plain() {
			return fmt.Sprintf("%s is not ready: %s", keyOf(o), message)
		}
	}
	return ""
}

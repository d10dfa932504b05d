package e2e

import (
	"fmt"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

// TestShown looks at a platform of each family as its user does, with kubectl: at
// an edit that is refused, at the wait for one that is not, and at its end.
func TestShown(t *testing.T) {
	for family, kind := range map[string]schema.GroupVersionResource{"Claim": claims, "Namespaced": namespaced} {
		t.Run(family, func(t *testing.T) {
			p := connect(t)
			f := p.example("minimal/claim.yaml", p.namespace("shown"), "shown-"+strings.ToLower(family))
			f.kind = kind
			f.o.SetAPIVersion(kind.GroupVersion().String())
			f.revise("one")
			f.reached("one")
			f.ready(long, "the platform is at rest")
			f.awaitRow("Available", "True", " ready")
			f.follow(
				step{"Refused", refusedEdit},
				step{"Corrected", correctedEdit},
				step{"Deleted", deletedVisibly},
			)
		})
	}
}

// revise applies the platform under a revision.
func (f *platform) revise(revision string) {
	f.t.Helper()
	annotations := f.o.GetAnnotations()
	if annotations == nil {
		annotations = map[string]string{}
	}
	annotations["xplatform.dev/revision"] = revision
	f.o.SetAnnotations(annotations)
	f.apply()
}

// reached waits for a revision, as a pipeline does.
func (f *platform) reached(revision string) {
	f.t.Helper()
	f.await(soon, "the platform exists", func() string {
		if f.now() == nil {
			return "it does not"
		}
		return ""
	})
	f.kubectl("wait", "--for=jsonpath={.status.revision}="+revision, "--timeout="+long.String())
}

// awaitRow waits until the row of kubectl get has a status and a readiness, and
// contains a detail.
func (f *platform) awaitRow(status, ready, detail string) {
	f.t.Helper()
	f.await(soon, "kubectl get shows "+status, func() string {
		table := f.kubectl("get")
		lines := strings.SplitN(strings.TrimSpace(table), "\n", 2)
		if len(lines) < 2 || !strings.Contains(lines[0], "STATUS") || !strings.Contains(lines[0], "DETAIL") {
			return table
		}
		printed := f.kubectl("get", `-o=jsonpath={.status.conditions[?(@.type=="Ready")].status}`)
		if !strings.Contains(lines[1], status) || !strings.Contains(lines[1], detail) || printed != ready {
			return "Ready is " + printed + ":\n" + table
		}
		return ""
	})
}

// refusedEdit shows that a refused edit makes the platform not ready, reports
// the fault, and changes nothing.
func refusedEdit(f *platform) {
	before := f.versions()
	unset := f.o.DeepCopy()
	service := map[string]any{"name": "chat", "image": "registry.example.org/chat:1.0.0", "uses": []any{"database"}}
	if err := unstructured.SetNestedSlice(f.o.Object, []any{service}, "spec", "services"); err != nil {
		f.t.Fatal(err)
	}
	f.revise("two")
	f.kubectl("wait", "--for=condition=Ready=false", "--timeout="+soon.String())
	f.kubectl("wait", "--for=condition=ComputeReady=false", "--timeout="+soon.String())
	f.awaitRow("InvalidSpec", "False", "spec.services")
	for part, want := range map[string]string{"NetworkReady": "WaitingForSpec", "EdgeReady": "WaitingForSpec", "DataReady": "WaitingForSpec", "ComputeReady": "InvalidSpec", "PlatformReady": "InvalidSpec"} {
		f.await(soon, part+" says so", func() string {
			if got := reason(f.now(), part); got != want {
				return fmt.Sprintf("it says %s, want %s", got, want)
			}
			return ""
		})
	}
	f.await(soon, "kubectl describe shows the fault as an event", func() string {
		described := f.kubectl("describe")
		_, events, _ := strings.Cut(described, "Events:")
		if !strings.Contains(events, "Warning") || !strings.Contains(events, "spec.services") {
			return events
		}
		return ""
	})
	f.awaitComposition() // Crossplane has reconciled it, twice.
	f.unwritten(before)
	if printed, ok := f.plane.kubectl(f.command("wait", "--for=jsonpath={.status.revision}=two", "--timeout=2s")...); ok {
		f.t.Errorf("a pipeline believes that a refused revision was reached: %s", printed)
	}
	f.o.Object = unset.Object // The next step shares the object, not the variable.
}

// unwritten fails if an object has another version than before, is new or is
// gone.
func (f *platform) unwritten(before map[string]string) {
	f.t.Helper()
	now := f.versions()
	for name, version := range now {
		if before[name] != version {
			f.t.Errorf("%s was written: version %s, before %q", name, version, before[name])
		}
	}
	for name := range before {
		if now[name] == "" {
			f.t.Errorf("%s is gone", name)
		}
	}
}

// versions returns the resource versions of all composed resources.
func (f *platform) versions() map[string]string {
	f.t.Helper()
	out := map[string]string{}
	for _, ref := range f.references() {
		if o := f.get(ref.resource, ref.namespace, ref.name); o != nil {
			out[keyOf(o)] = o.GetResourceVersion()
		}
	}
	return out
}

// correctedEdit changes existing resources: they are ready all the time, and
// the revision is reached only once AWS has the change.
func correctedEdit(f *platform) {
	if err := unstructured.SetNestedField(f.o.Object, "shown", "spec", "tags", "team"); err != nil {
		f.t.Fatal(err)
	}
	f.revise("three")
	f.reached("three")
	for key, o := range f.resources() {
		tags, tagged, _ := unstructured.NestedMap(o.Object, "spec", "forProvider", "tags")
		generation, _, _ := unstructured.NestedInt64(o.Object, "metadata", "generation")
		seen, _ := conditionOf(o, "Synced")["observedGeneration"].(int64)
		if tagged && (tags["team"] != "shown" || seen < generation) {
			f.t.Errorf("%s does not have the change: the provider has observed generation %d of %d, tags %v", key, seen, generation, tags)
		}
	}
	f.awaitRow("Available", "True", " ready")
	if f.kind == namespaced {
		f.kubectl("wait", "--for=condition=PlatformReady", "--timeout="+soon.String())
	}
}

// deletedVisibly deletes as the documentation says: the command returns once
// AWS has no resources of the platform.
func deletedVisibly(f *platform) {
	composite := f.composite()
	f.set(false, "deletionProtection")
	f.await(soon, "nothing is protected", func() string {
		if kept := f.list("onDelete", "kept"); len(kept) > 0 {
			return fmt.Sprintf("%v are", kept)
		}
		return ""
	})
	f.awaitComposition()
	f.kubectl("delete", "--cascade=foreground", "--timeout="+long.String())
	if left := f.aws(composite); len(left) > 0 {
		f.t.Errorf("kubectl returned while AWS has %v", left)
	}
}

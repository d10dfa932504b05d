package run

import (
	"cmp"
	"slices"

	fnv1 "github.com/crossplane/function-sdk-go/proto/v1"
	"google.golang.org/protobuf/types/known/structpb"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/emit"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
	"github.com/xplatform-dev/xplatform/internal/tag"
	"github.com/xplatform-dev/xplatform/internal/wire"
)

// Labels with which Crossplane identifies the claim of a composite resource.
const (
	labelClaimName      = "crossplane.io/claim-name"
	labelClaimNamespace = "crossplane.io/claim-namespace"
)

// A composite is the observed composite resource.
type composite struct{ wire.Object }

func compositeOf(req *fnv1.RunFunctionRequest) composite {
	return composite{wire.ObjectOf(req.GetObserved().GetComposite())}
}

// metadata returns a metadata field as a string.
func (c composite) metadata(path ...string) string {
	return c.Get("metadata").Get(path...).Text()
}

// namespaced reports the family: a namespaced composite resource has namespaced
// managed resources.
func (c composite) namespaced() bool { return c.metadata("namespace") != "" }

// claim returns namespace and name of the object that the user applied.
func (c composite) claim() string {
	switch {
	case c.namespaced():
		return c.metadata("namespace") + "/" + c.metadata("name")
	case c.metadata("labels", labelClaimName) != "":
		return c.usersNamespace() + "/" + c.metadata("labels", labelClaimName)
	}
	return ""
}

// usersNamespace returns the namespace of the claim, or of the namespaced
// composite. A composite that was applied without a claim has none.
func (c composite) usersNamespace() string {
	if c.namespaced() {
		return c.metadata("namespace")
	}
	return c.metadata("labels", labelClaimNamespace)
}

// systemNamespace returns the namespace of Secrets that are not the user's.
// Crossplane stores the composite's connection details there, as configured in
// the Composition.
func (c composite) systemNamespace() string {
	if c.namespaced() {
		return c.metadata("namespace")
	}
	return cmp.Or(c.Get("spec", "writeConnectionSecretToRef", "namespace").Text(), defaultSystemNamespace)
}

// defaultSystemNamespace is the namespace in which Crossplane is installed by
// default.
const defaultSystemNamespace = "crossplane-system"

func (c composite) platform(spec *v1alpha1.PlatformSpec) plan.Platform {
	return plan.Platform{
		Spec:      spec,
		Names:     name.ForComposite(c.metadata("name"), c.metadata("labels", labelClaimName), c.metadata("uid"), spec.ID),
		Namespace: c.usersNamespace(),
		Recorded:  c.recorded(),
	}
}

// recorded returns the task definitions of services that the status contains so
// far.
func (c composite) recorded() map[string]v1alpha1.ServiceStatus {
	out := map[string]v1alpha1.ServiceStatus{}
	for service, v := range c.Get("status", "services").Object().Fields() {
		out[service] = v1alpha1.ServiceStatus{
			TaskDefinitionARN:      v.Get("taskDefinitionArn").Text(),
			RejectedTaskDefinition: v.Get("rejectedTaskDefinition").Text(),
		}
	}
	return out
}

// refused reports whether the last reconcile refused the spec of that time.
func (c composite) refused() bool {
	for condition := range c.Get("status", "conditions").Items() {
		if condition.Get("reason").Is(reasonInvalid) && slices.Contains(parts, condition.Get("type").Text()) {
			return true
		}
	}
	return false
}

// refersOnlyTo reports whether all resources that the composite refers to are
// observed.
func (c composite) refersOnlyTo(seen view) bool {
	type id struct{ kind, name string }
	exists := map[id]bool{}
	for _, k := range seen.keys {
		o := seen.object(k)
		exists[id{o.Get("kind").Text(), o.Get("metadata", "name").Text()}] = true
	}
	for _, path := range [][]string{{"spec", "resourceRefs"}, {"spec", "crossplane", "resourceRefs"}} {
		for ref := range c.Get(path...).Items() {
			if !exists[id{ref.Get("kind").Text(), ref.Get("name").Text()}] {
				return false
			}
		}
	}
	return true
}

// machineryStatus are the fields of a composite's status that belong to
// Crossplane.
var machineryStatus = []string{"claimConditionTypes", "conditions", "connectionDetails", "crossplane", "lastHandledReconcileAt"}

// withStatus returns the composite with the status that functions set. A
// function returns it to leave the status unchanged.
func (c composite) withStatus() *structpb.Struct {
	out := &structpb.Struct{Fields: map[string]*structpb.Value{"apiVersion": c.Get("apiVersion").Decode(), "kind": c.Get("kind").Decode()}}
	for field, value := range c.Get("status").Object().Fields() {
		if !slices.Contains(machineryStatus, field) {
			child(out, "status").Fields[field] = value.Decode()
		}
	}
	c.setObservedGeneration(out)
	return out
}

// setObservedGeneration sets the observed generation on a namespaced composite, which users
// apply themselves. A claim has a generation of its own, which functions do not
// see.
func (c composite) setObservedGeneration(o *structpb.Struct) {
	if generation := c.Get("metadata", "generation"); c.namespaced() && generation != nil {
		child(o, "status").Fields["observedGeneration"] = generation.Decode()
	}
}

// annotationRevision is the annotation in which users name a revision of their
// claim. Crossplane copies it to the composite together with the spec.
const annotationRevision = "xplatform.dev/revision"

// setRevision sets the revision that is reached: the current one once everything is
// as the spec asks, and the previous one until then.
func (c composite) setRevision(o *structpb.Struct, reached bool) {
	revision := c.Get("status", "revision").Text()
	if reached {
		revision = c.metadata("annotations", annotationRevision)
	}
	status := child(o, "status")
	delete(status.Fields, "revision")
	if revision != "" {
		status.Fields["revision"] = structpb.NewStringValue(revision)
	}
}

// target returns the settings with which the platform's resources are emitted.
func (c composite) target(p plan.Platform, retained map[name.Key]bool) (emit.Target, error) {
	tags, err := tag.ForPlatform(c.metadata("name"), c.claim(), p.Spec.Tags)
	if err != nil {
		return emit.Target{}, err
	}
	return emit.Target{
		Names:          p.Names,
		Namespaced:     c.namespaced(),
		Secrets:        emit.SecretNamespaces{Users: c.usersNamespace(), System: c.systemNamespace()},
		ProviderConfig: p.Spec.ProviderConfigName,
		Tags:           tags,
		Retained:       retained,
	}, nil
}

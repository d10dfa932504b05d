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

// Labels by which Crossplane tells a composite resource its claim.
const (
	labelClaimName      = "crossplane.io/claim-name"
	labelClaimNamespace = "crossplane.io/claim-namespace"
)

// A composite is the observed composite resource.
type composite struct{ wire.Object }

func compositeOf(req *fnv1.RunFunctionRequest) composite {
	return composite{wire.ObjectOf(req.GetObserved().GetComposite())}
}

// metadata is the text of a metadata field.
func (c composite) metadata(path ...string) string {
	return c.Get("metadata").Get(path...).Text()
}

// namespaced tells the families apart: a namespaced composite resource has
// namespaced managed resources.
func (c composite) namespaced() bool { return c.metadata("namespace") != "" }

// claim is the namespace and name of what the user applied.
func (c composite) claim() string {
	switch {
	case c.namespaced():
		return c.metadata("namespace") + "/" + c.metadata("name")
	case c.metadata("labels", labelClaimName) != "":
		return c.usersNamespace() + "/" + c.metadata("labels", labelClaimName)
	}
	return ""
}

// usersNamespace is where the claim is, or the namespaced composite. A composite
// that was applied without a claim has none.
func (c composite) usersNamespace() string {
	if c.namespaced() {
		return c.metadata("namespace")
	}
	return c.metadata("labels", labelClaimNamespace)
}

// systemNamespace is where Secrets go that are none of the user's: Crossplane
// keeps the composite's connection details there, as the Composition says.
func (c composite) systemNamespace() string {
	if c.namespaced() {
		return c.metadata("namespace")
	}
	return cmp.Or(c.Get("spec", "writeConnectionSecretToRef", "namespace").Text(), defaultSystemNamespace)
}

// defaultSystemNamespace is where Crossplane is installed, unless told otherwise.
const defaultSystemNamespace = "crossplane-system"

func (c composite) platform(spec *v1alpha1.PlatformSpec) plan.Platform {
	return plan.Platform{
		Spec:      spec,
		Names:     name.ForComposite(c.metadata("name"), c.metadata("labels", labelClaimName), c.metadata("uid"), spec.ID),
		Namespace: c.usersNamespace(),
		Recorded:  c.recorded(),
	}
}

// recorded is what the status said so far of the task definitions of services.
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

// refused reports whether the last reconcile refused the spec, whatever it was.
func (c composite) refused() bool {
	for condition := range c.Get("status", "conditions").Items() {
		if condition.Get("reason").Is(reasonInvalid) && slices.Contains(parts, condition.Get("type").Text()) {
			return true
		}
	}
	return false
}

// refersOnlyTo reports whether everything that the composite refers to is observed.
func (c composite) refersOnlyTo(seen view) bool {
	type id struct{ kind, name string }
	exists := map[id]bool{}
	for _, o := range seen {
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

// machineryStatus are the fields of a composite's status that are Crossplane's.
var machineryStatus = []string{"claimConditionTypes", "conditions", "connectionDetails", "crossplane", "lastHandledReconcileAt"}

// withStatus is the composite with the status that functions gave it, as a
// function returns it to leave it as it is.
func (c composite) withStatus() *structpb.Struct {
	out := &structpb.Struct{Fields: map[string]*structpb.Value{"apiVersion": c.Get("apiVersion").Decode(), "kind": c.Get("kind").Decode()}}
	for field, value := range c.Get("status").Object().Fields() {
		if !slices.Contains(machineryStatus, field) {
			child(out, "status").Fields[field] = value.Decode()
		}
	}
	c.observe(out)
	return out
}

// observe says which spec was looked at, where the generation is that of what
// users apply: a claim has one of its own, which functions do not see.
func (c composite) observe(o *structpb.Struct) {
	if generation := c.Get("metadata", "generation"); c.namespaced() && generation != nil {
		child(o, "status").Fields["observedGeneration"] = generation.Decode()
	}
}

// annotationRevision is where users name a revision of what they apply. It
// travels with the spec, from the claim to its composite.
const annotationRevision = "xplatform.dev/revision"

// reach says which revision is reached: the one that is there once everything is
// as it asks, and until then the last that was.
func (c composite) reach(o *structpb.Struct, reached bool) {
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

// target is where the platform's resources are emitted to.
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

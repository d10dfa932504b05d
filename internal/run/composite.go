package run

import (
	"cmp"

	fnv1 "github.com/crossplane/function-sdk-go/proto/v1"

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

package e2e

import (
	"strings"
	"testing"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// The values that examples/install/admission.yaml is to be edited for.
const (
	allowedPolicy    = "arn:aws:iam::123456789012:policy/xplatform-tasks"
	requiredBoundary = "arn:aws:iam::123456789012:policy/xplatform-boundary"
)

// TestAdmission has the API server refuse what a team may not choose for itself.
func TestAdmission(t *testing.T) {
	p := connect(t)
	all := p.manifests()
	p.apply(namespaces, object(t, `{apiVersion: v1, kind: Namespace, metadata: {name: guarded, labels: {xplatform.dev/provider-config: guarded}}}`, nil))
	unlabelled := p.namespace("unlabelled")
	earlier := p.example("minimal/claim.yaml", unlabelled, "earlier")
	earlier.set(false, "deletionProtection")
	earlier.ready(long, "a platform becomes ready before there is a policy")
	for _, kind := range []string{"ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"} {
		for _, o := range ofKind(all, kind) {
			p.apply(of(o), o)
			defer p.unguard(o)
		}
	}
	p.await(soon, "the policy is in force", func() string {
		if err := p.admit("minimal/claim.yaml", unlabelled, nil); err == nil {
			return "a claim is accepted in a namespace without the label"
		}
		return ""
	})
	for name, tc := range admissions {
		t.Run(name, func(t *testing.T) {
			for _, family := range []string{"claim.yaml", "claim-namespaced.yaml"} {
				err := p.in(t).admit("farmers/"+family, "guarded", tc.change)
				switch {
				case tc.refusal == "" && err != nil:
					t.Errorf("%s\n%s is refused: %v", tc.reason, family, err)
				case tc.refusal != "" && (err == nil || !strings.Contains(err.Error(), tc.refusal)):
					t.Errorf("%s\n%s: got %v, want %q", tc.reason, family, err, tc.refusal)
				}
			}
		})
	}
	earlier.delete() // Crossplane has to change it for that, and nobody else may.
}

var admissions = map[string]struct {
	reason, refusal string
	change          func(spec map[string]any)
}{
	"Bounded": {
		reason: "A platform as its namespace may have it.",
		change: bounded,
	},
	"AnotherAccount": {
		reason: "Credentials of others are not for everybody.", refusal: "spec.providerConfigName has to be guarded in namespace guarded",
		change: func(spec map[string]any) { bounded(spec); spec["providerConfigName"] = "production" },
	},
	"DefaultAccount": {
		reason: "To name none is to name default.", refusal: "spec.providerConfigName has to be guarded in namespace guarded",
		change: func(spec map[string]any) { bounded(spec); delete(spec, "providerConfigName") },
	},
	"AllowedPolicy": {
		reason: "What is allowed can be attached.",
		change: func(spec map[string]any) { bounded(spec); taskRole(spec, 0)["policyArns"] = []any{allowedPolicy} },
	},
	"AnotherPolicy": {
		reason: "A team makes nobody an administrator.", refusal: "taskRole.policyArns may only have " + allowedPolicy,
		change: func(spec map[string]any) {
			bounded(spec)
			taskRole(spec, 0)["policyArns"] = []any{allowedPolicy, "arn:aws:iam::aws:policy/AdministratorAccess"}
		},
	},
	"SameBoundary": {
		reason: "A service may say it again.",
		change: func(spec map[string]any) {
			bounded(spec)
			taskRole(spec, 0)["permissionsBoundaryArn"] = requiredBoundary
		},
	},
	"Unbounded": {
		reason: "Boundaries of all services leave the platform's own roles without one.", refusal: "spec.permissionsBoundaryArn has to be " + requiredBoundary,
		change: func(spec map[string]any) {
			bounded(spec)
			delete(spec, "permissionsBoundaryArn")
			for i := range spec["services"].([]any) {
				taskRole(spec, i)["permissionsBoundaryArn"] = requiredBoundary
			}
		},
	},
	"AnotherBoundary": {
		reason: "A boundary that bounds nothing is none.", refusal: "spec.permissionsBoundaryArn has to be " + requiredBoundary,
		change: func(spec map[string]any) {
			bounded(spec)
			taskRole(spec, 0)["permissionsBoundaryArn"] = "arn:aws:iam::aws:policy/AdministratorAccess"
		},
	},
}

// bounded has a platform be as the policy wants it.
func bounded(spec map[string]any) {
	spec["providerConfigName"], spec["permissionsBoundaryArn"] = "guarded", requiredBoundary
}

// taskRole is that of a service.
func taskRole(spec map[string]any, i int) map[string]any {
	service := spec["services"].([]any)[i].(map[string]any)
	role, ok := service["taskRole"].(map[string]any)
	if !ok {
		role = map[string]any{}
		service["taskRole"] = role
	}
	return role
}

// admit creates an example without any effect.
func (p *plane) admit(example, namespace string, change func(spec map[string]any)) error {
	p.t.Helper()
	f := p.example(example, namespace, "guarded")
	if change != nil {
		change(f.o.Object["spec"].(map[string]any))
	}
	_, err := p.client.Resource(f.kind).Namespace(namespace).Create(p.ctx, f.o, metav1.CreateOptions{DryRun: []string{metav1.DryRunAll}})
	return err
}

// unguard ends a policy, so that it is not in the way of other tests.
func (p *plane) unguard(o *unstructured.Unstructured) {
	p.t.Helper()
	p.remove(of(o), "", o.GetName())
	p.await(soon, o.GetKind()+" is not in force", func() string {
		if err := p.admit("minimal/claim.yaml", "unlabelled", nil); err != nil {
			return err.Error()
		}
		return ""
	})
}

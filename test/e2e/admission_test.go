package e2e

import (
	"strings"
	"testing"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// The values that are edited in examples/install/admission.yaml.
const (
	allowedPolicy    = "arn:aws:iam::123456789012:policy/xplatform-tasks"
	requiredBoundary = "arn:aws:iam::123456789012:policy/xplatform-boundary"
)

// TestAdmission shows that the API server refuses values that a team must not
// choose itself.
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
	earlier.delete() // Crossplane has to change it for that, which other users must not.
}

var admissions = map[string]struct {
	reason, refusal string
	change          func(spec map[string]any)
}{
	"Bounded": {
		reason: "A platform with the values of its namespace is accepted.",
		change: bounded,
	},
	"AnotherAccount": {
		reason: "The provider configuration of another namespace is refused.", refusal: "spec.providerConfigName has to be guarded in namespace guarded",
		change: func(spec map[string]any) { bounded(spec); spec["providerConfigName"] = "production" },
	},
	"DefaultAccount": {
		reason: "A platform without a provider configuration uses default, and is refused.", refusal: "spec.providerConfigName has to be guarded in namespace guarded",
		change: func(spec map[string]any) { bounded(spec); delete(spec, "providerConfigName") },
	},
	"AllowedPolicy": {
		reason: "An allowed policy is accepted.",
		change: func(spec map[string]any) { bounded(spec); taskRole(spec, 0)["policyArns"] = []any{allowedPolicy} },
	},
	"AnotherPolicy": {
		reason: "A policy that is not allowed is refused.", refusal: "taskRole.policyArns may only have " + allowedPolicy,
		change: func(spec map[string]any) {
			bounded(spec)
			taskRole(spec, 0)["policyArns"] = []any{allowedPolicy, "arn:aws:iam::aws:policy/AdministratorAccess"}
		},
	},
	"SameBoundary": {
		reason: "A service may repeat the boundary.",
		change: func(spec map[string]any) {
			bounded(spec)
			taskRole(spec, 0)["permissionsBoundaryArn"] = requiredBoundary
		},
	},
	"Unbounded": {
		reason: "Boundaries of all services are not enough, because the platform's own roles have none.", refusal: "spec.permissionsBoundaryArn has to be " + requiredBoundary,
		change: func(spec map[string]any) {
			bounded(spec)
			delete(spec, "permissionsBoundaryArn")
			for i := range spec["services"].([]any) {
				taskRole(spec, i)["permissionsBoundaryArn"] = requiredBoundary
			}
		},
	},
	"AnotherBoundary": {
		reason: "Another boundary is refused.", refusal: "spec.permissionsBoundaryArn has to be " + requiredBoundary,
		change: func(spec map[string]any) {
			bounded(spec)
			taskRole(spec, 0)["permissionsBoundaryArn"] = "arn:aws:iam::aws:policy/AdministratorAccess"
		},
	},
}

// bounded sets the values that the policy requires.
func bounded(spec map[string]any) {
	spec["providerConfigName"], spec["permissionsBoundaryArn"] = "guarded", requiredBoundary
}

// taskRole returns the task role of a service.
func taskRole(spec map[string]any, i int) map[string]any {
	service := spec["services"].([]any)[i].(map[string]any)
	role, ok := service["taskRole"].(map[string]any)
	if !ok {
		role = map[string]any{}
		service["taskRole"] = role
	}
	return role
}

// admit creates an example as a dry run.
func (p *plane) admit(example, namespace string, change func(spec map[string]any)) error {
	p.t.Helper()
	f := p.example(example, namespace, "guarded")
	if change != nil {
		change(f.o.Object["spec"].(map[string]any))
	}
	_, err := p.client.Resource(f.kind).Namespace(namespace).Create(p.ctx, f.o, metav1.CreateOptions{DryRun: []string{metav1.DryRunAll}})
	return err
}

// unguard deletes a policy, so that it does not affect other tests.
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

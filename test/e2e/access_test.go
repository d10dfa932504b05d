package e2e

import (
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/rest"
)

// access applies the RBAC examples for a team, and tries allowed and forbidden
// requests as a member of it.
func access(p *plane, all []*unstructured.Unstructured) {
	for _, o := range all {
		if o.GroupVersionKind().Group == "rbac.authorization.k8s.io" {
			p.apply(of(o), o)
		}
	}
	p.namespace("others")
	for _, name := range []string{"farmers-connection", "something-else"} {
		p.apply(secrets, object(p.t, `{apiVersion: v1, kind: Secret, metadata: {namespace: farmers}}`, func(o map[string]any) {
			o["metadata"].(map[string]any)["name"] = name
		}))
		defer p.remove(secrets, "farmers", name)
	}
	p.await(soon, "the team's permissions are in force", func() string {
		if _, err := p.team().Resource(claims).Namespace("farmers").List(p.ctx, metav1.ListOptions{}); err != nil {
			return err.Error()
		}
		return ""
	})
	for _, a := range attempts {
		if err := a.try(p, p.team()); apierrors.IsForbidden(err) == a.allowed || (a.allowed && err != nil) {
			p.t.Errorf("to %s is allowed: want %t, got %v", a.name, a.allowed, err)
		}
	}
}

// team returns a client of a member of the application team.
func (p *plane) team() dynamic.Interface {
	p.t.Helper()
	return client(p.t, p.dir, rest.ImpersonationConfig{UserName: "jane", Groups: []string{"farmers-team", "system:authenticated"}})
}

// An attempt is a request that a member of the team tries.
type attempt struct {
	name    string
	allowed bool
	try     func(*plane, dynamic.Interface) error
}

var attempts = []attempt{
	{"create a claim in the team's namespace", true, create("minimal/claim.yaml", "farmers")},
	{"create a namespaced platform there", true, create("farmers/claim-namespaced.yaml", "farmers")},
	{"create a claim elsewhere", false, create("minimal/claim.yaml", "others")},
	{"create a namespaced platform elsewhere", false, create("farmers/claim-namespaced.yaml", "others")},
	{"read the connection Secret", true, read(secrets, "farmers", "farmers-connection")},
	{"read another Secret", false, read(secrets, "farmers", "something-else")},
	{"list Secrets", false, list(secrets, "farmers")},
	{"list events", true, list(schema.GroupVersionResource{Version: "v1", Resource: "events"}, "farmers")},
	{"list claims of all", false, list(claims, "")},
	{"list composites", false, list(composites, "")},
	{"list Functions", false, list(functions, "")},
	{"list managed resources", false, list(schema.GroupVersionResource{Group: "ec2.aws.upbound.io", Version: "v1beta1", Resource: "vpcs"}, "")},
	{"list namespaced managed resources", false, list(schema.GroupVersionResource{Group: "ec2.aws.m.upbound.io", Version: "v1beta1", Resource: "vpcs"}, "farmers")},
}

// create applies an example as a dry run.
func create(example, namespace string) func(*plane, dynamic.Interface) error {
	return func(p *plane, as dynamic.Interface) error {
		f := p.example(example, namespace, "tried")
		_, err := as.Resource(f.kind).Namespace(namespace).Create(p.ctx, f.o, metav1.CreateOptions{DryRun: []string{metav1.DryRunAll}})
		return err
	}
}

func read(r schema.GroupVersionResource, namespace, name string) func(*plane, dynamic.Interface) error {
	return func(p *plane, as dynamic.Interface) error {
		_, err := as.Resource(r).Namespace(namespace).Get(p.ctx, name, metav1.GetOptions{})
		return err
	}
}

func list(r schema.GroupVersionResource, namespace string) func(*plane, dynamic.Interface) error {
	return func(p *plane, as dynamic.Interface) error {
		_, err := as.Resource(r).Namespace(namespace).List(p.ctx, metav1.ListOptions{})
		return err
	}
}

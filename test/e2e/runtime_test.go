package e2e

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/google/go-cmp/cmp"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/types"
)

// providerLabel names the provider's package of a pod.
const providerLabel = "pkg.crossplane.io/provider"

var (
	pods         = schema.GroupVersionResource{Version: "v1", Resource: "pods"}
	imageConfigs = schema.GroupVersionResource{Group: "pkg.crossplane.io", Version: "v1beta1", Resource: "imageconfigs"}
)

// runtimes runs the packages with the configuration of the examples, and checks
// all of it in the Deployments that Crossplane creates. Afterwards they run as
// before, for other tests.
func runtimes(p *plane, all []*unstructured.Unstructured) {
	before := p.templates()
	var applied []*unstructured.Unstructured
	for _, kind := range []string{"ServiceAccount", "DeploymentRuntimeConfig", "PodDisruptionBudget"} {
		applied = append(applied, ofKind(all, kind)...)
	}
	for _, o := range ofKind(all, "ImageConfig") {
		if _, runs, _ := unstructured.NestedMap(o.Object, "spec", "runtime"); runs {
			applied = append(applied, p.fromMirror(o))
		}
	}
	for _, o := range applied {
		p.apply(of(o), o)
	}
	p.triggerPackages()
	for _, config := range ofKind(all, "DeploymentRuntimeConfig") {
		label := map[string]string{"xplatform-function": functionLabel, "xplatform-provider": providerLabel}[config.GetName()]
		wanted, _, _ := unstructured.NestedMap(config.Object, "spec", "deploymentTemplate", "spec")
		p.await(long, "all Deployments are as "+config.GetName()+" says", func() string {
			there := p.deploymentsOf(label)
			if len(there) == 0 {
				return "there is none"
			}
			for _, d := range there {
				spec, _, _ := unstructured.NestedMap(d.Object, "spec")
				if why := lacks("spec", wanted, spec); why != "" {
					return d.GetName() + ": " + why
				}
			}
			return ""
		})
		p.restricted(label)
	}
	p.budgets(all)

	p.await(long, "the functions are available", func() string { return p.notRunning(os.Getenv("XPLATFORM_VERSION")) })
	f := p.example("minimal/claim.yaml", p.namespace("installed"), "installed")
	f.set(false, "deletionProtection")
	f.ready(long, "the functions answer: a platform becomes ready")

	for _, o := range slices.Backward(applied) { // Referenced objects are deleted last.
		p.remove(of(o), o.GetNamespace(), o.GetName())
	}
	// Crossplane does not reset fields of an existing Deployment. It creates
	// Deployments that do not exist.
	for _, d := range p.runtimes() {
		p.remove(deployments, d.GetNamespace(), d.GetName())
	}
	p.triggerPackages()
	p.await(long, "all packages are run as before", func() string {
		if diff := cmp.Diff(before, p.templates()); diff != "" {
			return "-before, +now:\n" + diff
		}
		return p.notRunning(os.Getenv("XPLATFORM_VERSION"))
	})
	f.ready(long, "the functions answer again")
	p.emptied(f.delete())
}

// runtimes returns the Deployments of all packages.
func (p *plane) runtimes() []unstructured.Unstructured {
	p.t.Helper()
	return slices.Concat(p.deploymentsOf(functionLabel), p.deploymentsOf(providerLabel))
}

// templates returns the pod templates of all packages.
func (p *plane) templates() map[string]any {
	p.t.Helper()
	all := map[string]any{}
	for _, d := range p.runtimes() {
		all[d.GetName()], _, _ = unstructured.NestedMap(d.Object, "spec", "template", "spec")
	}
	return all
}

// triggerPackages makes Crossplane reconcile the installed packages. It does so
// when a package is installed or upgraded, but not when an ImageConfig selects
// another runtime configuration.
func (p *plane) triggerPackages() {
	p.t.Helper()
	patch := fmt.Appendf(nil, `{"metadata":{"annotations":{"e2e.xplatform.dev/looked":%q}}}`, time.Now())
	for _, r := range []schema.GroupVersionResource{packageOf("functionrevisions"), packageOf("providerrevisions")} {
		for _, revision := range p.list(r) {
			if _, err := p.client.Resource(r).Patch(p.ctx, revision.GetName(), types.MergePatchType, patch, metav1.PatchOptions{}); err != nil {
				p.t.Fatal(err)
			}
		}
	}
}

// fromMirror replaces an example's mirror by the control plane's registry, from
// which all packages are pulled there.
func (p *plane) fromMirror(o *unstructured.Unstructured) *unstructured.Unstructured {
	p.t.Helper()
	registry := p.get(imageConfigs, "", "mirror-0")
	to, _, _ := unstructured.NestedString(registry.Object, "spec", "rewriteImage", "prefix")
	return object(p.t, strings.ReplaceAll(toText(o.Object), mirror, to), nil)
}

// lacks returns a message about a part of a wanted value that is missing. The
// API server adds defaults, and Crossplane its own fields, but no items to
// lists of the configuration.
func lacks(path string, wanted, is any) string {
	switch w := wanted.(type) {
	case map[string]any:
		m, _ := is.(map[string]any)
		for field, below := range w {
			if why := lacks(path+"."+field, below, m[field]); why != "" {
				return why
			}
		}
	case []any:
		list, _ := is.([]any)
		if len(list) < len(w) { // It may be longer: Crossplane adds its own variables.
			return fmt.Sprintf("%s has %d elements, want at least %d", path, len(list), len(w))
		}
		for i, below := range w {
			if why := lacks(fmt.Sprintf("%s[%d]", path, i), below, list[i]); why != "" {
				return why
			}
		}
	default:
		if toText(is) != toText(w) {
			return fmt.Sprintf("%s is %s, want %s", path, toText(is), toText(w))
		}
	}
	return ""
}

// restricted creates, as a dry run, the pods of Deployments in a namespace with
// the Pod Security Standard "restricted".
func (p *plane) restricted(label string) {
	p.t.Helper()
	const namespace = "restricted"
	p.apply(namespaces, object(p.t, `{apiVersion: v1, kind: Namespace, metadata: {name: restricted, labels: {pod-security.kubernetes.io/enforce: restricted}}}`, nil))
	for _, d := range p.deploymentsOf(label) {
		pod := &unstructured.Unstructured{Object: map[string]any{}}
		pod.Object["metadata"], _, _ = unstructured.NestedMap(d.Object, "spec", "template", "metadata")
		pod.Object["spec"], _, _ = unstructured.NestedMap(d.Object, "spec", "template", "spec")
		pod.SetAPIVersion("v1")
		pod.SetKind("Pod")
		pod.SetName(d.GetName())
		create := func(o *unstructured.Unstructured) error {
			_, err := p.client.Resource(pods).Namespace(namespace).Create(p.ctx, o, metav1.CreateOptions{DryRun: []string{metav1.DryRunAll}})
			return err
		}
		if err := create(pod); err != nil {
			p.t.Errorf("the pods of %s are not restricted: %v", d.GetName(), err)
		}
		if err := unstructured.SetNestedField(pod.Object, true, "spec", "hostNetwork"); err != nil {
			p.t.Fatal(err)
		}
		if err := create(pod); err == nil {
			p.t.Error("a pod on the node's network was accepted: nothing is checked")
		}
	}
}

// budgets checks that disruption budgets select the pods of one function each.
func (p *plane) budgets(all []*unstructured.Unstructured) {
	p.t.Helper()
	for _, b := range ofKind(all, "PodDisruptionBudget") {
		selector, _, _ := unstructured.NestedStringMap(b.Object, "spec", "selector", "matchLabels")
		n := 0
		for _, d := range p.deploymentsOf(functionLabel) {
			if selects(selector, podLabels(&d)) && d.GetNamespace() == b.GetNamespace() {
				n++
			}
		}
		if n != 1 {
			p.t.Errorf("%s is for the pods of %d Deployments", b.GetName(), n)
		}
	}
}

func selects(selector, labels map[string]string) bool {
	for key, value := range selector {
		if labels[key] != value {
			return false
		}
	}
	return len(selector) > 0
}

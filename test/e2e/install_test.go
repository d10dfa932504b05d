package e2e

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/types"
	"sigs.k8s.io/yaml"
)

var crds = schema.GroupVersionResource{Group: "apiextensions.k8s.io", Version: "v1", Resource: "customresourcedefinitions"}

// TestInstall applies the files of examples/install about running the packages.
func TestInstall(t *testing.T) {
	p := connect(t)
	all := p.manifests()
	p.namespace("farmers")
	for _, s := range []struct {
		name string
		run  func(*plane, []*unstructured.Unstructured)
	}{
		{"Accepted", accepted},
		{"Names", names},
		{"Mirrored", mirrored},
		{"Activated", activated},
		{"Runtime", runtimes},
		{"Access", access},
	} {
		t.Run(s.name, func(t *testing.T) { s.run(p.in(t), all) })
	}
}

// manifests returns all documents of examples/install. A duplicate key is an
// error.
func (p *plane) manifests() []*unstructured.Unstructured {
	p.t.Helper()
	files, err := filepath.Glob(filepath.Join("..", "..", "examples", "install", "*.yaml"))
	if err != nil || len(files) == 0 {
		p.t.Fatalf("cannot find examples: %v", err)
	}
	var all []*unstructured.Unstructured
	for _, file := range files {
		stream, err := os.ReadFile(file)
		if err != nil {
			p.t.Fatal(err)
		}
		for document := range bytes.SplitSeq(stream, []byte("\n---\n")) {
			o := &unstructured.Unstructured{}
			if err := yaml.UnmarshalStrict(document, &o.Object); err != nil {
				p.t.Fatalf("cannot read %s: %v", file, err)
			}
			all = append(all, o)
		}
	}
	return all
}

// ofKind returns the objects of a kind.
func ofKind(all []*unstructured.Unstructured, kind string) []*unstructured.Unstructured {
	return slices.DeleteFunc(slices.Clone(all), func(o *unstructured.Unstructured) bool { return o.GetKind() != kind })
}

// accepted lets the API server check every document as for kubectl apply. A
// document with an unknown field is refused.
func accepted(p *plane, all []*unstructured.Unstructured) {
	defer p.providerConfigs()()
	for _, o := range all {
		if err := p.check(o); err != nil {
			p.t.Errorf("%s %s: %v", o.GetKind(), o.GetName(), err)
		}
		typo := o.DeepCopy()
		typo.Object["tpyo"] = "x"
		if err := p.check(typo); err == nil {
			p.t.Errorf("%s %s: an unknown field was accepted: nothing is checked", o.GetKind(), o.GetName())
		}
	}
}

// check applies an object as a dry run.
func (p *plane) check(o *unstructured.Unstructured) error {
	p.t.Helper()
	document, err := o.MarshalJSON()
	if err != nil {
		return err
	}
	_, err = p.client.Resource(of(o)).Namespace(o.GetNamespace()).Patch(p.ctx, o.GetName(), types.ApplyPatchType, document, metav1.PatchOptions{
		FieldManager: "e2e", Force: new(true), DryRun: []string{metav1.DryRunAll}, FieldValidation: metav1.FieldValidationStrict,
	})
	return err
}

// providerConfigs applies the CRDs of the provider's configuration, which the
// stand-ins for its packages do not contain. It returns a function that removes
// them.
func (p *plane) providerConfigs() (end func()) {
	p.t.Helper()
	names := make([]string, 0, 2)
	for _, file := range []string{"aws.upbound.io_providerconfigs.yaml", "aws.m.upbound.io_clusterproviderconfigs.yaml"} {
		document, err := os.ReadFile(filepath.Join(providerCRDs(p.t), file))
		if err != nil {
			p.t.Fatal(err)
		}
		crd := object(p.t, string(document), nil)
		p.apply(crds, crd)
		names = append(names, crd.GetName())
		p.await(soon, crd.GetName()+" is served", func() string {
			status, message := condition(p.get(crds, "", crd.GetName()), "Established")
			if status != "True" {
				return "it is " + status + ": " + message
			}
			return ""
		})
	}
	return func() {
		for _, name := range names {
			p.remove(crds, "", name)
		}
	}
}

// providerCRDs returns the directory with the CRDs of the provider's source.
func providerCRDs(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("XPLATFORM_PROVIDER_CRDS")
	if dir == "" {
		t.Skip("XPLATFORM_PROVIDER_CRDS names no directory with the provider's CRDs: run make e2e")
	}
	return dir
}

// activated checks that the provider has all activated kinds.
func activated(p *plane, all []*unstructured.Unstructured) {
	kinds, _, _ := unstructured.NestedStringSlice(ofKind(all, "ManagedResourceActivationPolicy")[0].Object, "spec", "activate")
	for _, kind := range kinds {
		plural, group, _ := strings.Cut(kind, ".")
		document, err := os.ReadFile(filepath.Join(providerCRDs(p.t), group+"_"+plural+".yaml"))
		if err != nil {
			p.t.Errorf("the provider has no %s: %v", kind, err)
			continue
		}
		if name := object(p.t, string(document), nil).GetName(); name != kind {
			p.t.Errorf("the provider names %s %s", kind, name)
		}
	}
	p.t.Logf("%d kinds", len(kinds))
}

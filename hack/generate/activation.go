package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	gvk "k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/util/yaml"

	"github.com/xplatform-dev/xplatform/internal/providercrd"
)

const activationHead = "# Code generated from the kinds in test/pipeline/cases by hack/generate. DO NOT EDIT.\n" +
	"#\n" +
	"# The kinds that platforms are composed of. Crossplane creates CRDs for these alone, of\n" +
	"# about two thousand of the provider, where nothing else activates them: install\n" +
	"# Crossplane with the chart's value provider.defaultActivations: []. A policy default,\n" +
	"# which activates all, is otherwise there again after each restart of Crossplane.\n"

// domains end the groups of the provider's kinds: cluster-scoped and namespaced.
var domains = []string{".aws.upbound.io", ".aws.m.upbound.io"}

// A policy is a ManagedResourceActivationPolicy.
type policy struct {
	metav1.TypeMeta `json:",inline"`
	ObjectMeta      named     `json:"metadata"`
	Spec            activated `json:"spec"`
}

type named struct {
	Name string `json:"name"`
}

type activated struct {
	Activate []string `json:"activate"`
}

// activation writes the policy that activates every kind which any case composes.
// The goldens are the list of them: a kind that is in no golden is not tested.
func activation(root string) ([]byte, error) {
	judge, err := providercrd.NewJudge()
	if err != nil {
		return nil, err
	}
	found, err := composedKinds(root)
	if err != nil {
		return nil, err
	}
	names := map[string]bool{}
	for kind := range found {
		service, _, _ := strings.Cut(kind.Group, ".")
		for _, domain := range domains {
			crd, err := judge.CRD(gvk.GroupKind{Group: service + domain, Kind: kind.Kind})
			if err != nil {
				return nil, err
			}
			names[crd.Spec.Names.Plural+"."+crd.Spec.Group] = true
		}
	}
	document, err := yamlOf(policy{
		TypeMeta:   metav1.TypeMeta{APIVersion: "apiextensions.crossplane.io/v1alpha1", Kind: "ManagedResourceActivationPolicy"},
		ObjectMeta: named{Name: "xplatform"},
		Spec:       activated{Activate: slices.Sorted(maps.Keys(names))},
	})
	return append([]byte(activationHead), document...), err
}

// composedServices returns the AWS services of which any case composes a kind, in
// order. Each is a package of the provider.
func composedServices(root string) ([]string, error) {
	kinds, err := composedKinds(root)
	if err != nil {
		return nil, err
	}
	services := map[string]bool{}
	for kind := range kinds {
		service, _, _ := strings.Cut(kind.Group, ".")
		services[service] = true
	}
	return slices.Sorted(maps.Keys(services)), nil
}

// composedKinds returns the provider's kinds in the goldens.
func composedKinds(root string) (map[gvk.GroupKind]bool, error) {
	paths, err := filepath.Glob(filepath.Join(root, "test", "pipeline", "cases", "*", "want.yaml"))
	if err != nil {
		return nil, err
	}
	kinds := map[gvk.GroupKind]bool{}
	for _, path := range paths {
		if err := addKinds(kinds, path); err != nil {
			return nil, fmt.Errorf("cannot read kinds from %s: %w", path, err)
		}
	}
	return kinds, nil
}

func addKinds(kinds map[gvk.GroupKind]bool, path string) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	documents := yaml.NewYAMLOrJSONDecoder(bytes.NewReader(data), 4096)
	for {
		var o struct {
			APIVersion string `json:"apiVersion"`
			Kind       string `json:"kind"`
		}
		switch err := documents.Decode(&o); {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		}
		of := gvk.FromAPIVersionAndKind(o.APIVersion, o.Kind)
		if slices.ContainsFunc(domains, func(d string) bool { return strings.HasSuffix(of.Group, d) }) {
			kinds[of.GroupKind()] = true
		}
	}
}

// Package cluster reads platforms from a Kubernetes cluster, with the kubeconfig of the
// user. It only reads, and it reads no data of Secrets.
package cluster

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/metadata"
)

// Platform is a platform as it is in a cluster.
type Platform struct {
	// Cluster is the name of the context that was read.
	Cluster string

	// Composite is nil if the platform does not exist yet.
	Composite *unstructured.Unstructured
	Resources []*unstructured.Unstructured
}

// A reader reads objects of any kind.
type reader struct {
	objects  dynamic.Interface
	metadata metadata.Interface
	mapper   meta.RESTMapper
}

// get returns an object, or nil if it does not exist.
func (r *reader) get(ctx context.Context, k schema.GroupVersionKind, namespace, name string) (*unstructured.Unstructured, error) {
	mapping, err := r.mapper.RESTMapping(k.GroupKind(), k.Version)
	if err != nil {
		return nil, fmt.Errorf("cannot find kind %s in the cluster: %w", k, err)
	}
	if mapping.Scope.Name() == meta.RESTScopeNameRoot {
		namespace = ""
	}
	o, err := r.read(ctx, mapping.Resource, k, namespace, name)
	switch {
	case apierrors.IsNotFound(err):
		return nil, nil //nolint:nilnil // It does not exist.
	case err != nil:
		return nil, fmt.Errorf("cannot read %s %s: %w", k.Kind, strings.TrimPrefix(namespace+"/"+name, "/"), err)
	}
	return o, nil
}

func (r *reader) read(ctx context.Context, resource schema.GroupVersionResource, k schema.GroupVersionKind, namespace, name string) (*unstructured.Unstructured, error) {
	if resource.Group != "" || resource.Resource != "secrets" {
		return r.objects.Resource(resource).Namespace(namespace).Get(ctx, name, metav1.GetOptions{})
	}
	secret, err := r.metadata.Resource(resource).Namespace(namespace).Get(ctx, name, metav1.GetOptions{})
	if err != nil {
		return nil, err
	}
	o, err := runtime.DefaultUnstructuredConverter.ToUnstructured(secret)
	if err != nil {
		return nil, err
	}
	out := &unstructured.Unstructured{Object: o}
	out.SetGroupVersionKind(k) // The answer is a PartialObjectMetadata.
	return out, nil
}

// composite returns the composite of a platform, or nil.
func (r *reader) composite(ctx context.Context, platform *unstructured.Unstructured) (*unstructured.Unstructured, error) {
	found, err := r.get(ctx, platform.GroupVersionKind(), platform.GetNamespace(), platform.GetName())
	if err != nil || found == nil {
		return nil, err
	}
	name, isClaim, _ := unstructured.NestedString(found.Object, "spec", "resourceRef", "name")
	if !isClaim {
		return found, nil
	}
	kind, _, _ := unstructured.NestedString(found.Object, "spec", "resourceRef", "kind")
	return r.get(ctx, found.GroupVersionKind().GroupVersion().WithKind(kind), "", name)
}

// parallel is how many resources are read at the same time.
const parallel = 10

// composed returns the resources that a composite refers to.
func (r *reader) composed(ctx context.Context, composite *unstructured.Unstructured) ([]*unstructured.Unstructured, error) {
	references, _, _ := unstructured.NestedSlice(composite.Object, "spec", "resourceRefs")
	further, _, _ := unstructured.NestedSlice(composite.Object, "spec", "crossplane", "resourceRefs")
	references = append(references, further...)
	found := make([]*unstructured.Unstructured, len(references))
	failures := make([]error, len(references))
	slots := make(chan struct{}, parallel)
	var group sync.WaitGroup
	for i, v := range references {
		slots <- struct{}{}
		group.Go(func() {
			defer func() { <-slots }()
			found[i], failures[i] = r.referenced(ctx, composite, v)
		})
	}
	group.Wait()
	if err := errors.Join(failures...); err != nil {
		return nil, err
	}
	return slices.DeleteFunc(found, func(o *unstructured.Unstructured) bool { return o == nil }), nil
}

func (r *reader) referenced(ctx context.Context, composite *unstructured.Unstructured, v any) (*unstructured.Unstructured, error) {
	reference, _ := v.(map[string]any)
	text := func(field string) string {
		s, _ := reference[field].(string)
		return s
	}
	if text("name") == "" {
		return nil, nil //nolint:nilnil // Crossplane has not created it yet.
	}
	namespace := composite.GetNamespace()
	if n := text("namespace"); n != "" {
		namespace = n
	}
	return r.get(ctx, schema.FromAPIVersionAndKind(text("apiVersion"), text("kind")), namespace, text("name"))
}

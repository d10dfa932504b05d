package pipeline

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/xplatform-dev/xplatform/internal/emit"
	"github.com/xplatform-dev/xplatform/internal/render"
)

// A mutation reintroduces a fault into composed resources.
type mutation func(o *unstructured.Unstructured, among []*unstructured.Unstructured)

// A mutated reconciler runs the pipeline, and changes the composed resources.
type mutated struct{ mutate mutation }

func (m mutated) Reconcile(ctx context.Context, xr *unstructured.Unstructured, observed []*unstructured.Unstructured) (*render.Result, error) {
	result, err := pipeline().Reconcile(ctx, xr, observed)
	if err != nil {
		return nil, fmt.Errorf("cannot reconcile: %w", err)
	}
	altered := *result
	altered.Resources = make([]*unstructured.Unstructured, 0, len(result.Resources))
	for _, o := range result.Resources {
		o = o.DeepCopy()
		m.mutate(o, observed)
		altered.Resources = append(altered.Resources, o)
	}
	return &altered, nil
}

// parameters is spec.forProvider itself, not a copy.
func parameters(o *unstructured.Unstructured) map[string]any {
	spec, _ := o.Object["spec"].(map[string]any)
	p, _ := spec["forProvider"].(map[string]any)
	return p
}

func lateInitialized(kind string) mutation {
	return func(o *unstructured.Unstructured, _ []*unstructured.Unstructured) {
		if o.GetKind() == kind {
			o.Object["spec"].(map[string]any)["managementPolicies"] = []any{"*"}
		}
	}
}

func withoutInitProvider(kind string) mutation {
	return func(o *unstructured.Unstructured, _ []*unstructured.Unstructured) {
		if o.GetKind() == kind {
			unstructured.RemoveNestedField(o.Object, "spec", "initProvider")
		}
	}
}

func withoutBlockedTypes(o *unstructured.Unstructured, _ []*unstructured.Unstructured) {
	if o.GetKind() == "BucketServerSideEncryptionConfiguration" {
		for _, rule := range parameters(o)["rule"].([]any) {
			delete(rule.(map[string]any), "blockedEncryptionTypes")
		}
	}
}

// unaltered changes nothing.
func unaltered(*unstructured.Unstructured, []*unstructured.Unstructured) {}

func withoutAutoTune(o *unstructured.Unstructured, _ []*unstructured.Unstructured) {
	if o.GetKind() == "Domain" {
		delete(parameters(o), "autoTuneOptions")
	}
}

func withoutIOPS(o *unstructured.Unstructured, _ []*unstructured.Unstructured) {
	if o.GetKind() == "Domain" {
		delete(parameters(o)["ebsOptions"].(map[string]any), "iops")
	}
}

func withoutThroughput(o *unstructured.Unstructured, _ []*unstructured.Unstructured) {
	if o.GetKind() == "Domain" {
		delete(parameters(o)["ebsOptions"].(map[string]any), "throughput")
	}
}

// referringToSubnets makes resources of a kind refer to their subnets, in an
// order that the provider would not choose.
func referringToSubnets(kind string, path ...string) mutation {
	return func(o *unstructured.Unstructured, observed []*unstructured.Unstructured) {
		at := append([]string{"spec", "forProvider"}, path...)
		ids, found, _ := unstructured.NestedStringSlice(o.Object, at...)
		if o.GetKind() != kind || !found {
			return
		}
		slices.Sort(ids)
		slices.Reverse(ids)
		refs := make([]any, 0, len(ids))
		for _, id := range ids {
			for _, subnet := range platform(observed).of("Subnet") {
				if is, _, _ := unstructured.NestedString(subnet.Object, "status", "atProvider", "id"); is == id {
					refs = append(refs, map[string]any{"name": subnet.GetName(), "policy": map[string]any{"resolve": "Always"}})
				}
			}
		}
		unstructured.RemoveNestedField(o.Object, at...)
		at[len(at)-1] = "subnetRefs"
		_ = unstructured.SetNestedSlice(o.Object, refs, at...)
	}
}

func withoutExternalNames(o *unstructured.Unstructured, _ []*unstructured.Unstructured) {
	if emit.IdentifiedByAWS(kindOf(o)) {
		unstructured.RemoveNestedField(o.Object, "metadata", "annotations", "crossplane.io/external-name")
	}
}

// recordOfAnotherZone moves the records of the load balancer to another domain.
func recordOfAnotherZone(o *unstructured.Unstructured, _ []*unstructured.Unstructured) {
	if o.GetKind() == "Record" && parameters(o)["type"] == "AAAA" {
		parameters(o)["name"] = "shop.example.net"
	}
}

// replacing replaces a string in all parameters of resources of a kind.
func replacing(kind, from, to string) mutation {
	return func(o *unstructured.Unstructured, _ []*unstructured.Unstructured) {
		if o.GetKind() != kind {
			return
		}
		for field, v := range parameters(o) {
			if text, ok := v.(string); ok {
				parameters(o)[field] = strings.ReplaceAll(text, from, to)
			}
		}
	}
}

package render

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/util/validation/field"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
)

// A Request describes a rendering.
type Request struct {
	// Claim is a file with a claim or a composite.
	Claim string

	// Observed is a file or directory with observed resources, or "".
	Observed string

	// Family is the pair to render a claim through, or "" for its own.
	Family Family
}

// An Input is the initial state of a Reconciler.
type Input struct {
	Pair      Pair
	Composite *unstructured.Unstructured
	Observed  []*unstructured.Unstructured
}

// An InvalidError lists all faults of a claim.
type InvalidError struct {
	Name   string
	Faults field.ErrorList
}

// Error returns one line for each fault.
func (e *InvalidError) Error() string {
	lines := make([]string, 0, len(e.Faults)+1)
	lines = append(lines, e.Name+" is invalid:")
	for _, f := range e.Faults {
		lines = append(lines, "- "+f.Error())
	}
	return strings.Join(lines, "\n")
}

// Load reads a request's files and creates the composite. It returns an
// *InvalidError for a claim that the API server would refuse.
func Load(ctx context.Context, r Request) (*Input, error) {
	platform, err := ReadPlatform(r.Claim)
	if err != nil {
		return nil, err
	}
	family, err := FamilyOf(platform, r.Family)
	if err != nil {
		return nil, err
	}
	in := &Input{Pair: PairOf(family)}
	var before *unstructured.Unstructured
	if r.Observed != "" {
		if in.Observed, before, err = ReadObserved(r.Observed); err != nil {
			return nil, err
		}
	}
	if !sameComposite(platform, family, before) {
		before = nil
	}
	if err := judge(ctx, platform, before); err != nil {
		return nil, err
	}
	if in.Composite, err = in.compose(platform, family); err != nil {
		return nil, err
	}
	observe(in.Composite, before)
	return in, nil
}

// judge validates a platform with the definition of its own kind, which a claim
// shares with the composite of the cluster family.
func judge(ctx context.Context, platform, before *unstructured.Unstructured) error {
	own := FamilyCluster
	if platform.GroupVersionKind() == namespacedKind {
		own = FamilyNamespaced
	}
	d, err := NewDefinition(PairOf(own).Definition)
	if err != nil {
		return err
	}
	if faults := d.Judge(ctx, platform, before); len(faults) > 0 {
		faults = append(faults, furtherFaults(platform, faults)...)
		return &InvalidError{Name: fmt.Sprintf("%s %q", platform.GetKind(), platform.GetName()), Faults: faults}
	}
	return nil
}

// furtherFaults returns the faults that the functions would find in a platform
// once the given ones are corrected. A field with a fault is reported only
// once.
func furtherFaults(platform *unstructured.Unstructured, known field.ErrorList) field.ErrorList {
	spec, _, _ := unstructured.NestedMap(platform.Object, "spec")
	_, further := v1alpha1.Decode(spec)
	return slices.DeleteFunc(further, func(f *field.Error) bool {
		return slices.ContainsFunc(known, func(k *field.Error) bool {
			return f.Field == k.Field || strings.HasPrefix(f.Field, k.Field+".") || strings.HasPrefix(f.Field, k.Field+"[") || strings.HasPrefix(k.Field, f.Field+"[")
		})
	})
}

func (in *Input) compose(platform *unstructured.Unstructured, family Family) (*unstructured.Unstructured, error) {
	composition, err := in.Pair.composition()
	if err != nil {
		return nil, err
	}
	return ToComposite(platform, family, composition.GetName())
}

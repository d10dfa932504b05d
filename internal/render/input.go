package render

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/util/validation/field"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
)

// A Request describes a rendering.
type Request struct {
	// Claim is a file with a claim or a composite.
	Claim string

	// Content is the content of Claim, where that is not a file: Claim is its name in
	// errors then.
	Content []byte

	// Observed is a file or directory of observed resources, or "".
	Observed string

	// Family is the pair to render a claim through, or "" for its own.
	Family Family

	// Before is the composite that the platform had before, or nil. Rules about changes
	// are applied against it. One among the observed resources takes precedence.
	Before *unstructured.Unstructured
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
	platform, err := r.Platform()
	if err != nil {
		return nil, err
	}
	family, err := FamilyOf(platform, r.Family)
	if err != nil {
		return nil, err
	}
	in := &Input{Pair: PairOf(family)}
	before := r.Before
	if r.Observed != "" {
		var observed *unstructured.Unstructured
		if in.Observed, observed, err = ReadObserved(r.Observed); err != nil {
			return nil, err
		}
		before = cmp.Or(observed, before)
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

// Platform reads the platform of the request.
func (r Request) Platform() (*unstructured.Unstructured, error) {
	if r.Content != nil {
		return ParsePlatform(r.Content, r.Claim)
	}
	return ReadPlatform(r.Claim)
}

// judge holds a platform against the definition of its own kind, which a claim
// shares with the composite of the cluster family.
func judge(ctx context.Context, platform, before *unstructured.Unstructured) error {
	d, err := definitionOf(platform)
	if err != nil {
		return err
	}
	if faults := d.Judge(ctx, platform, before); len(faults) > 0 {
		faults = append(faults, furtherFaults(platform, faults)...)
		return &InvalidError{Name: fmt.Sprintf("%s %q", platform.GetKind(), platform.GetName()), Faults: faults}
	}
	return nil
}

// Faults returns every fault of a platform that can be found without observed
// resources: those that the API server would find, and those of the functions. The
// defaults of the schema are added to the platform.
func Faults(ctx context.Context, platform *unstructured.Unstructured) (field.ErrorList, error) {
	d, err := definitionOf(platform)
	if err != nil {
		return nil, err
	}
	faults := d.Judge(ctx, platform, nil)
	return append(faults, furtherFaults(platform, faults)...), nil
}

// definitionOf returns the definition of a platform's own kind.
func definitionOf(platform *unstructured.Unstructured) (*Definition, error) {
	if platform.GroupVersionKind() == namespacedKind {
		return namespacedDefinition()
	}
	return clusterDefinition()
}

// The definitions are compiled once, which takes longer than to judge a platform.
var (
	clusterDefinition    = sync.OnceValues(func() (*Definition, error) { return NewDefinition(PairOf(FamilyCluster).Definition) })
	namespacedDefinition = sync.OnceValues(func() (*Definition, error) { return NewDefinition(PairOf(FamilyNamespaced).Definition) })
)

// furtherFaults are those that the functions would find in a platform once the
// given ones were mended. A field that has a fault already is told only once.
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

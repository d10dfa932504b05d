package emit

import (
	"strings"

	"google.golang.org/protobuf/types/known/structpb"

	"github.com/xplatform-dev/xplatform/internal/wire"
)

// AddResolved asks for the values that the provider has resolved references to,
// where a resource has more than one reference and those are unchanged.
//
// The provider writes what it resolves by server-side apply, and only what has
// changed. What it wrote before and does not repeat it thereby gives up: when
// one reference of several changes, the values of the others would vanish, come
// back and push the changed one out, for ever
// (https://github.com/crossplane/crossplane-runtime/issues/694). Values that
// the composite asks for too stay where they are.
func AddResolved(desired *structpb.Struct, observed wire.Object) {
	want := forProvider(desired)
	if want == nil || observed == nil || countReferences(want) < 2 {
		return
	}
	have := observed.Get("spec", "forProvider")
	addResolved(want, have)
}

func forProvider(r *structpb.Struct) *structpb.Struct {
	return r.GetFields()["spec"].GetStructValue().GetFields()["forProvider"].GetStructValue()
}

func countReferences(s *structpb.Struct) int {
	n := 0
	for k, v := range s.GetFields() {
		switch {
		case strings.HasSuffix(k, "SecretRef"):
			// A Secret is read, and resolved into nothing.
		case strings.HasSuffix(k, "Ref"), strings.HasSuffix(k, "Refs"):
			n++
		case v.GetStructValue() != nil:
			n += countReferences(v.GetStructValue())
		}
	}
	return n
}

func addResolved(want *structpb.Struct, have wire.Value) {
	for k, v := range want.GetFields() {
		value := resolvedField(k, have)
		switch {
		case value != "" && want.GetFields()[value] == nil && sameNames(v, have.Get(k)):
			want.Fields[value] = have.Get(value).Decode()
		case v.GetStructValue() != nil:
			addResolved(v.GetStructValue(), have.Get(k))
		}
	}
}

// resolvedField is the observed field that a reference is resolved into, or
// empty where the field is no reference or not resolved yet. Lists of
// references are named after one (subnetRefs for subnets) or after the list
// (cidrBlocksRefs for cidrBlocks).
func resolvedField(ref string, have wire.Value) string {
	var candidates []string
	if base, ok := strings.CutSuffix(ref, "Refs"); ok {
		candidates = []string{base, base + "s"}
	} else if base, ok := strings.CutSuffix(ref, "Ref"); ok {
		candidates = []string{base}
	}
	for _, c := range candidates {
		if have.Get(c) != nil {
			return c
		}
	}
	return ""
}

// sameNames reports whether two references, or lists of references, lead to the
// same resources.
func sameNames(want *structpb.Value, have wire.Value) bool {
	items := want.GetListValue().GetValues()
	if len(items) != have.Len() {
		return false
	}
	i := 0
	for item := range have.Items() {
		if !sameNames(items[i], item) {
			return false
		}
		i++
	}
	return want.GetStructValue().GetFields()["name"].GetStringValue() == have.Get("name").Text()
}

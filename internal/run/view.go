package run

import (
	"slices"
	"strconv"
	"strings"

	fnv1 "github.com/crossplane/function-sdk-go/proto/v1"
	"google.golang.org/protobuf/types/known/structpb"

	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
)

// A view answers questions straight from the observed resources of a request.
// It looks at the fields it is asked for and decodes nothing else.
type view map[string]*fnv1.Resource

var _ observed.View = view{}

func (v view) at(k name.Key) *structpb.Struct { return v[string(k)].GetResource() }

// Has reports whether the resource exists.
func (v view) Has(k name.Key) bool { return v[string(k)] != nil }

// Keys are the keys of what exists that begin with a prefix, sorted.
func (v view) Keys(prefix string) []name.Key {
	var out []name.Key
	for k := range v {
		if strings.HasPrefix(k, prefix) {
			out = append(out, name.Key(k))
		}
	}
	slices.Sort(out)
	return out
}

// Ready reports whether the resource has a true condition Ready. Kinds without
// conditions, such as a Secret, are ready when they exist.
func (v view) Ready(k name.Key) bool {
	if !v.Has(k) {
		return false
	}
	conditions := valueAt(v.at(k), "status", "conditions").GetListValue().GetValues()
	for _, c := range conditions {
		if textAt(c.GetStructValue(), "type") == "Ready" {
			return textAt(c.GetStructValue(), "status") == "True"
		}
	}
	return len(conditions) == 0 && textAt(v.at(k), "kind") == "Secret"
}

// Deletable reports whether the resource is deleted in AWS when it leaves.
func (v view) Deletable(k name.Key) bool { return v.Has(k) && deletable(v.at(k)) }

// Problem is the message of the first condition by which the provider says
// that it failed.
func (v view) Problem(k name.Key) string {
	for _, want := range []string{"LastAsyncOperation", "Synced", "Ready"} {
		for _, c := range valueAt(v.at(k), "status", "conditions").GetListValue().GetValues() {
			s := c.GetStructValue()
			if textAt(s, "type") == want && textAt(s, "status") == "False" && textAt(s, "message") != "" {
				return textAt(s, "message")
			}
		}
	}
	return ""
}

// ExternalName is the resource's identity in AWS.
func (v view) ExternalName(k name.Key) string {
	return textAt(v.at(k), "metadata", "annotations", "crossplane.io/external-name")
}

// UID tells one life of the resource from the next.
func (v view) UID(k name.Key) string { return textAt(v.at(k), "metadata", "uid") }

// Status is a scalar below status.atProvider, as text.
func (v view) Status(k name.Key, path ...string) string {
	return scalarAt(v.at(k), append([]string{"status", "atProvider"}, path...))
}

// Spec is a scalar below spec.forProvider, as text.
func (v view) Spec(k name.Key, path ...string) string {
	return scalarAt(v.at(k), append([]string{"spec", "forProvider"}, path...))
}

// Initial is a scalar below spec.initProvider, as text.
func (v view) Initial(k name.Key, path ...string) string {
	return scalarAt(v.at(k), append([]string{"spec", "initProvider"}, path...))
}

// unresolved reports whether a problem is only that something referred to does
// not exist yet, as is normal while a platform is being created.
func unresolved(problem string) bool {
	return strings.Contains(problem, "cannot resolve references")
}

// scalarAt is the scalar at a path of fields and of positions in lists, as
// text, or empty.
func scalarAt(s *structpb.Struct, path []string) string {
	v := structpb.NewStructValue(s)
	for _, p := range path {
		if list := v.GetListValue(); list != nil {
			i, err := strconv.Atoi(p)
			if err != nil || i < 0 || i >= len(list.GetValues()) {
				return ""
			}
			v = list.GetValues()[i]
			continue
		}
		v = v.GetStructValue().GetFields()[p]
	}
	switch v := v.GetKind().(type) {
	case *structpb.Value_StringValue:
		return v.StringValue
	case *structpb.Value_NumberValue:
		return strconv.FormatFloat(v.NumberValue, 'f', -1, 64)
	case *structpb.Value_BoolValue:
		return strconv.FormatBool(v.BoolValue)
	}
	return ""
}

// valueAt is the value at a path of fields, or nil.
func valueAt(s *structpb.Struct, path ...string) *structpb.Value {
	for _, p := range path[:len(path)-1] {
		s = s.GetFields()[p].GetStructValue()
	}
	return s.GetFields()[path[len(path)-1]]
}

// textAt is the text at a path of fields, or empty.
func textAt(s *structpb.Struct, path ...string) string { return valueAt(s, path...).GetStringValue() }

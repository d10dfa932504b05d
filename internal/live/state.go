// Package live reads what AWS and the provider report about the resources of a
// platform, and what was last requested of them. It is the only reader of fields of
// observed resources: one file per resource, with typed values in place of paths. It
// decides nothing and does not know the claim.
//
// Methods named Requested read spec.forProvider, the fields that the composition
// last applied. Methods named Initial read spec.initProvider. All others read
// status.atProvider, the fields that AWS reports. What is unknown is empty or 0.
package live

import (
	"slices"
	"strconv"

	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
)

// State is the observed state of a platform. Fields are read when they are asked
// for, because most of them never are.
type State struct {
	observed.Existence

	fields observed.Fields
}

// Of returns the state of the resources in a view.
func Of(v observed.View) State { return State{Existence: v, fields: v} }

// Existing returns those keys whose resources exist.
func (s State) Existing(keys []name.Key) []name.Key {
	var out []name.Key
	for _, k := range keys {
		if s.Has(k) {
			out = append(out, k)
		}
	}
	return out
}

// ID returns the ID that AWS gave a resource.
func (s State) ID(k name.Key) string { return s.resource(k).status("id") }

// ARN returns the ARN of a resource.
func (s State) ARN(k name.Key) string { return s.resource(k).status("arn") }

// WithARN returns those keys whose resources have an ARN.
func (s State) WithARN(keys []name.Key, arn string) []name.Key {
	return slices.DeleteFunc(slices.Clone(keys), func(k name.Key) bool { return s.ARN(k) != arn })
}

func (s State) resource(k name.Key) resource { return resource{fields: s.fields, key: k} }

// A resource reads the fields of one observed resource.
type resource struct {
	fields observed.Fields
	key    name.Key
}

func (r resource) status(path ...string) string    { return r.fields.Status(r.key, path...) }
func (r resource) requested(path ...string) string { return r.fields.Spec(r.key, path...) }
func (r resource) initial(path ...string) string   { return r.fields.Initial(r.key, path...) }

// list collects the values of a list, whose end is its first empty item.
func list(item func(index string) string) []string {
	var out []string
	for i := 0; ; i++ {
		v := item(strconv.Itoa(i))
		if v == "" {
			return out
		}
		out = append(out, v)
	}
}

// number parses a number, and returns 0 for anything else.
func number(text string) int64 {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// isTrue parses a boolean. Unknown is false.
func isTrue(text string) bool { return text == "true" }

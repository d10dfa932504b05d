package e2e

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// A snapshot contains the resources of a platform at one time, by key.
type snapshot map[string]member

// A member contains the fields of a composed resource that an upgrade must not
// change, and its spec, which may change.
type member struct {
	Kind, Name, UID, ExternalName string
	Spec                          map[string]any
}

// snapshot returns the snapshot of all resources but Secrets.
func (f *platform) snapshot() snapshot {
	f.t.Helper()
	s := snapshot{}
	for key, o := range f.resources() {
		spec, _, _ := unstructured.NestedMap(o.Object, "spec")
		s[key] = member{
			Kind: o.GetKind(), Name: o.GetName(), UID: string(o.GetUID()),
			ExternalName: identity(o),
			Spec:         spec,
		}
	}
	return s
}

// identity returns the identity of an object in AWS. The provider does not
// store the external name of every resource that it created.
func identity(o *unstructured.Unstructured) string {
	if name := o.GetAnnotations()["crossplane.io/external-name"]; name != "" {
		return name
	}
	return at(o, "status", "atProvider", "id")
}

// lost returns the resources that are gone or have another identity.
func lost(before, now snapshot) []string {
	var all []string
	for _, key := range slices.Sorted(maps.Keys(before)) {
		was, is := before[key], now[key]
		switch {
		case is.UID == "":
			all = append(all, key+" is gone")
		case is.UID != was.UID || is.Name != was.Name || is.Kind != was.Kind:
			all = append(all, fmt.Sprintf("%s was replaced: %s %s became %s %s", key, was.Kind, was.Name, is.Kind, is.Name))
		case is.ExternalName != was.ExternalName:
			all = append(all, fmt.Sprintf("the external name of %s is %s, which was %s", key, is.ExternalName, was.ExternalName))
		}
	}
	return all
}

// changed returns new resources, and changed fields of others, in a readable
// form.
func changed(before, now snapshot) []string {
	var all []string
	for _, key := range slices.Sorted(maps.Keys(now)) {
		was, found := before[key]
		if !found {
			all = append(all, fmt.Sprintf("+ %s (%s)", key, now[key].Kind))
			continue
		}
		from, to := map[string]string{}, map[string]string{}
		flatten("", was.Spec, from)
		flatten("", now[key].Spec, to)
		paths := maps.Clone(from)
		maps.Copy(paths, to)
		for _, path := range slices.Sorted(maps.Keys(paths)) {
			if from[path] != to[path] {
				all = append(all, fmt.Sprintf("~ %s %s: %s -> %s", key, path, shown(from[path], to[path]), shown(to[path], from[path])))
			}
		}
	}
	return all
}

// flatten adds all scalars below a value, by their paths.
func flatten(path string, value any, to map[string]string) {
	switch v := value.(type) {
	case map[string]any:
		for k, below := range v {
			flatten(strings.TrimPrefix(path+"."+k, "."), below, to)
		}
	case []any:
		for i, below := range v {
			flatten(fmt.Sprintf("%s[%d]", path, i), below, to)
		}
	default:
		to[path] = toText(v)
	}
}

// shown returns the part of a value that differs from another, truncated to a
// line.
func shown(value, other string) string {
	const around, most = 30, 120
	if value == "" {
		return "nothing"
	}
	if len(value) <= most {
		return value
	}
	at := 0
	for at < min(len(value), len(other)) && value[at] == other[at] {
		at++
	}
	from := max(0, at-around)
	part := value[from:min(len(value), from+most)]
	return "…" + strings.ToValidUTF8(part, "") + "…"
}

// awsLost returns the resources that no longer exist in AWS.
func awsLost(before, now []awsResource) []string {
	var all []string
	for _, was := range before {
		if !slices.ContainsFunc(now, func(is awsResource) bool { return is.Kind == was.Kind && is.ID == was.ID }) {
			all = append(all, fmt.Sprintf("%s %s of %s is gone from AWS", was.Kind, was.ID, was.Object))
		}
	}
	return all
}

func TestLostFindsReplacedResources(t *testing.T) {
	vpc := member{Kind: "VPC", Name: "p-vpc", UID: "1", ExternalName: "vpc-1"}
	with := func(change func(*member)) snapshot {
		m := vpc
		change(&m)
		return snapshot{"vpc": m}
	}
	cases := map[string]struct {
		reason string
		now    snapshot
		want   []string
	}{
		"Same":         {reason: "An unchanged resource is not lost, whatever else is new.", now: snapshot{"vpc": vpc, "new": {Kind: "EIP", UID: "2"}}},
		"Spec":         {reason: "A version may change the spec of a resource.", now: with(func(m *member) { m.Spec = map[string]any{"a": "b"} })},
		"Gone":         {reason: "A resource that no longer exists is lost.", now: snapshot{}, want: []string{"vpc is gone"}},
		"OtherKey":     {reason: "A resource under another key is another one.", now: snapshot{"network": vpc}, want: []string{"vpc is gone"}},
		"Replaced":     {reason: "A new object is a new resource in AWS.", now: with(func(m *member) { m.UID = "3" }), want: []string{"vpc was replaced: VPC p-vpc became VPC p-vpc"}},
		"ExternalName": {reason: "Another external name of the same object is a loss.", now: with(func(m *member) { m.ExternalName = "vpc-2" }), want: []string{"the external name of vpc is vpc-2, which was vpc-1"}},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, lost(snapshot{"vpc": vpc}, tc.now)); diff != "" {
				t.Errorf("%s\nlost(...): -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

func TestChanged(t *testing.T) {
	long := strings.Repeat("x", 300)
	before := snapshot{"role": {Kind: "Role", Spec: map[string]any{"forProvider": map[string]any{"path": "/", "arns": []any{"a"}, "policy": long + "old"}}}}
	now := snapshot{
		"role": {Kind: "Role", Spec: map[string]any{"forProvider": map[string]any{"path": "/x/", "arns": []any{"a", "b"}, "policy": long + "new"}}},
		"eip":  {Kind: "EIP"},
	}
	want := []string{
		"+ eip (EIP)",
		`~ role forProvider.arns[1]: nothing -> "b"`,
		`~ role forProvider.path: "/" -> "/x/"`,
		`~ role forProvider.policy: …` + long[:30] + `old"… -> …` + long[:30] + `new"…`,
	}
	if diff := cmp.Diff(want, changed(before, now)); diff != "" {
		t.Errorf("changed(...): -want, +got:\n%s", diff)
	}
}

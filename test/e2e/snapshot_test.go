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

// A snapshot is what a platform consists of at one time, by key.
type snapshot map[string]member

// A member is a composed resource as far as an upgrade may not change it, and
// its spec, which it may.
type member struct {
	Kind, Name, UID, ExternalName string
	Spec                          map[string]any
}

// snapshot is taken of all but Secrets.
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

// identity is what AWS knows an object by. The provider does not store the name of
// everything that it created.
func identity(o *unstructured.Unstructured) string {
	if name := o.GetAnnotations()["crossplane.io/external-name"]; name != "" {
		return name
	}
	return at(o, "status", "atProvider", "id")
}

// lost says what was there before and is not what it was.
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
			all = append(all, fmt.Sprintf("%s stands for %s, which was %s", key, is.ExternalName, was.ExternalName))
		}
	}
	return all
}

// changed says what is new, and which fields of what was there are others, for
// people to read.
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

// flatten writes what is below a value by its path.
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

// shown is where a value differs from another, short enough for a line.
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

// awsLost says what existed in AWS and does not now.
func awsLost(before, now []awsResource) []string {
	var all []string
	for _, was := range before {
		if !slices.ContainsFunc(now, func(is awsResource) bool { return is.Kind == was.Kind && is.ID == was.ID }) {
			all = append(all, fmt.Sprintf("%s %s, which %s stands for, is gone from AWS", was.Kind, was.ID, was.Object))
		}
	}
	return all
}

func TestLost(t *testing.T) {
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
		"Same":         {reason: "What is as it was is not lost, whatever is beside it.", now: snapshot{"vpc": vpc, "new": {Kind: "EIP", UID: "2"}}},
		"Spec":         {reason: "A version may change what is asked for.", now: with(func(m *member) { m.Spec = map[string]any{"a": "b"} })},
		"Gone":         {reason: "Nobody asked for it to go.", now: snapshot{}, want: []string{"vpc is gone"}},
		"OtherKey":     {reason: "Under another key it is another resource.", now: snapshot{"network": vpc}, want: []string{"vpc is gone"}},
		"Replaced":     {reason: "A new object is a new resource in AWS.", now: with(func(m *member) { m.UID = "3" }), want: []string{"vpc was replaced: VPC p-vpc became VPC p-vpc"}},
		"ExternalName": {reason: "The same object may not stand for something else.", now: with(func(m *member) { m.ExternalName = "vpc-2" }), want: []string{"vpc stands for vpc-2, which was vpc-1"}},
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

package timeline

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// Field is one field whose value differs.
type Field struct {
	// Path is the path below spec, such as forProvider.instanceClass.
	Path string

	// Old and New are the values, nil where the field is not set.
	Old, New any
}

// String returns the field as path: old → new.
func (f Field) String() string {
	return fmt.Sprintf("%s: %s → %s", f.Path, show(f.Old), show(f.New))
}

func show(v any) string {
	if v == nil {
		return "nothing"
	}
	return fmt.Sprint(v)
}

// Update is a resource that changes.
type Update struct {
	Before, After *unstructured.Unstructured
	Fields        []Field
}

// Change is the difference of two lists of composed resources.
type Change struct {
	Deleted []*unstructured.Unstructured
	Created []*unstructured.Unstructured
	Updated []Update
}

// Empty reports whether nothing differs.
func (c Change) Empty() bool { return len(c.Deleted)+len(c.Created)+len(c.Updated) == 0 }

// Compare returns what differs between resources before and after a reconcile, in the
// order of the lists.
func Compare(before, after []*unstructured.Unstructured) Change {
	was, is := byKey(before), byKey(after)
	var c Change
	for _, b := range before {
		if is[Key(b)] == nil {
			c.Deleted = append(c.Deleted, b)
		}
	}
	for _, a := range after {
		b := was[Key(a)]
		if b == nil {
			c.Created = append(c.Created, a)
			continue
		}
		if fields := Fields(b.Object["spec"], a.Object["spec"]); len(fields) > 0 {
			c.Updated = append(c.Updated, Update{Before: b, After: a, Fields: fields})
		}
	}
	return c
}

func byKey(objects []*unstructured.Unstructured) map[string]*unstructured.Unstructured {
	out := map[string]*unstructured.Unstructured{}
	for _, o := range objects {
		out[Key(o)] = o
	}
	return out
}

// Fields returns the fields that differ between two values, by path. Lists of objects
// are compared item by item.
func Fields(before, after any) []Field {
	return appendFields(nil, "", before, after)
}

func appendFields(out []Field, path string, before, after any) []Field {
	before, after = byPosition(before), byPosition(after)
	b, bok := before.(map[string]any)
	a, aok := after.(map[string]any)
	if !aok || !bok {
		if reflect.DeepEqual(before, after) {
			return out
		}
		return append(out, Field{Path: path, Old: before, New: after})
	}
	keys := maps.Clone(b)
	maps.Copy(keys, a)
	for _, k := range slices.Sorted(maps.Keys(keys)) {
		out = appendFields(out, strings.TrimPrefix(path+"."+k, "."), b[k], a[k])
	}
	return out
}

// byPosition makes an object of a list of objects, to compare item by item.
func byPosition(v any) any {
	list, ok := v.([]any)
	if !ok || len(list) == 0 {
		return v
	}
	out := map[string]any{}
	for i, item := range list {
		if _, ok := item.(map[string]any); !ok {
			return v
		}
		out[strconv.Itoa(i)] = item
	}
	return out
}

package simulatedaws

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// A target is the kind that a reference points to and what is taken from it.
type target struct {
	kind string
	take func(*unstructured.Unstructured) string
}

// externalNameOf refers to a kind by what identifies it in AWS.
func externalNameOf(kind string) target {
	return target{kind: kind, take: func(o *unstructured.Unstructured) string {
		return o.GetAnnotations()[externalNameAnnotation]
	}}
}

// idOf refers to a kind by its id, which for most kinds is the external name.
func idOf(kind string) target { return statusOf(kind, "id") }

// arnOf refers to a kind by its ARN.
func arnOf(kind string) target { return statusOf(kind, "arn") }

func statusOf(kind, field string) target {
	return target{kind: kind, take: func(o *unstructured.Unstructured) string { return status(o, field) }}
}

// askedOf refers to what a kind is asked to be, whether or not it exists yet.
func askedOf(kind, field string) target {
	return target{kind: kind, take: func(o *unstructured.Unstructured) string { return parameter(o, field) }}
}

// resolveReferences fills in, anywhere in spec.forProvider, the values that
// references stand for. It returns the provider's words for the first one that
// cannot be resolved yet. An error is a reference that never could be.
func (p *Provider) resolveReferences(w *world, r *resource) (string, error) {
	return (&resolver{world: w, resource: r, sorts: p.suffers(ReferencesSorted)}).visit(parametersPath, r.parameters())
}

const parametersPath = "spec.forProvider"

type resolver struct {
	world    *world
	resource *resource

	// sorts has lists of references sorted.
	sorts bool
}

func (s *resolver) visit(path string, v any) (string, error) {
	switch v := v.(type) {
	case map[string]any:
		return s.visitObject(path, v)
	case []any:
		for i, item := range v {
			if problem, err := s.visit(fmt.Sprintf("%s[%d]", path, i), item); problem != "" || err != nil {
				return problem, err
			}
		}
	}
	return "", nil
}

func (s *resolver) visitObject(path string, object map[string]any) (string, error) {
	for _, field := range slices.Sorted(maps.Keys(object)) {
		var problem string
		var err error
		switch at := path + "." + field; {
		case strings.HasSuffix(field, "SecretRef"):
			// A reference to a Secret is read, not resolved.
		case strings.HasSuffix(field, "Selector"):
			err = fmt.Errorf("cannot resolve %s: selectors are not simulated, use a reference by name", at)
		case isReference(field):
			problem, err = s.resolve(at, object, field)
		default:
			problem, err = s.visit(at, object[field])
		}
		if problem != "" || err != nil {
			return problem, err
		}
	}
	return "", nil
}

// resolve replaces the value beside one reference field, single or list.
func (s *resolver) resolve(path string, object map[string]any, field string) (string, error) {
	to, t, err := s.target(path)
	if err != nil {
		return "", err
	}
	if ref, ok := object[field].(map[string]any); ok {
		value, problem := s.value(path, t, ref)
		if problem == "" {
			object[to] = value
		}
		return problem, nil
	}
	list, ok := object[field].([]any)
	if !ok {
		return "", fmt.Errorf("cannot resolve %s: it is neither a reference nor a list of them", path)
	}
	values, problem := s.values(path, t, list)
	if problem != "" {
		return problem, nil
	}
	if s.sorts {
		object[field], values = s.sort(path, list, values)
	}
	object[to] = texts(values)
	return "", nil
}

// values returns the values of the references of a list.
func (s *resolver) values(path string, t target, list []any) ([]string, string) {
	values := make([]string, 0, len(list))
	for i, item := range list {
		ref, _ := item.(map[string]any)
		value, problem := s.value(fmt.Sprintf("%s[%d]", path, i), t, ref)
		if problem != "" {
			return nil, problem
		}
		values = append(values, value)
	}
	return values, ""
}

// sort sorts a list of references by what they stand for, as the provider does, which
// then writes the list back.
func (s *resolver) sort(path string, list []any, values []string) ([]any, []string) {
	if slices.IsSorted(values) {
		return list, values
	}
	refs := make(map[string]any, len(list))
	for i, v := range values {
		refs[v] = list[i]
	}
	sorted := slices.Sorted(maps.Keys(refs))
	out := make([]any, 0, len(sorted))
	for _, v := range sorted {
		out = append(out, refs[v])
	}
	s.resource.sorted = true
	s.resource.wrote("%s is sorted", path)
	return out, sorted
}

func texts(values []string) []any {
	out := make([]any, 0, len(values))
	for _, v := range values {
		out = append(out, v)
	}
	return out
}

var position = regexp.MustCompile(`\[\d+\]`)

// target finds the field beside a reference that it fills in, and what with.
// The provider calls the references of a list subnetIds either subnetIdRefs or
// subnetIdsRefs.
func (s *resolver) target(path string) (string, target, error) {
	at := strings.TrimPrefix(position.ReplaceAllString(path, ""), parametersPath+".")
	base := strings.TrimSuffix(strings.TrimSuffix(at, "s"), "Ref")
	for _, to := range []string{base, base + "s"} {
		if t, ok := s.resource.kind.refs[to]; ok {
			return to[strings.LastIndex(to, ".")+1:], t, nil
		}
	}
	return "", target{}, fmt.Errorf("cannot resolve %s: the reference is missing from the table of kind %s in internal/simulatedaws", path, s.resource.GetKind())
}

// value returns the value of one reference, or the provider's message if it is
// not known yet.
func (s *resolver) value(path string, t target, ref map[string]any) (string, string) {
	name, _ := ref["name"].(string)
	o := s.world.find(strings.Join([]string{t.kind, s.resource.GetNamespace(), name}, "/"))
	if o == nil {
		_, kind, _ := strings.Cut(t.kind, "/")
		return "", fmt.Sprintf("%s: cannot get referenced resource: %s %q not found", path, kind, name)
	}
	value := t.take(o)
	if value == "" {
		return "", path + ": referenced field was empty (referenced resource may not yet be ready)"
	}
	return value, ""
}

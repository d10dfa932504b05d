package live

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/container"
	"github.com/xplatform-dev/xplatform/internal/name"
)

// TaskDefinition is one revision of a task definition.
type TaskDefinition struct{ resource }

// TaskDefinition returns the task definition with a key.
func (s State) TaskDefinition(k name.Key) TaskDefinition { return TaskDefinition{s.resource(k)} }

// ARN returns the ARN of the task definition.
func (d TaskDefinition) ARN() string { return d.status("arn") }

// Revision returns the revision within its family, or 0 if it is unknown.
func (d TaskDefinition) Revision() int64 { return number(d.status("revision")) }

// RequestedFamily returns the family.
func (d TaskDefinition) RequestedFamily() string { return d.requested("family") }

// RequestedContainers returns the container definitions.
func (d TaskDefinition) RequestedContainers() []container.Definition {
	return container.Parse(d.requested("containerDefinitions"))
}

// TaskDefinitions returns the keys of the task definitions of a service.
func (s State) TaskDefinitions(service string) []name.Key {
	return name.Of(service, s.Keys(name.TaskDefinitions), name.TaskDefinitions)
}

// OldestTaskDefinition returns the task definition with the lowest revision.
func (s State) OldestTaskDefinition(keys []name.Key) name.Key {
	return slices.MinFunc(keys, func(a, b name.Key) int {
		return cmp.Or(cmp.Compare(s.TaskDefinition(a).Revision(), s.TaskDefinition(b).Revision()), cmp.Compare(a, b))
	})
}

// LatestTaskDefinitions returns the task definitions with the highest revision, and
// those whose revision is unknown.
func (s State) LatestTaskDefinitions(keys []name.Key) []name.Key {
	last := int64(0)
	for _, k := range keys {
		last = max(last, s.TaskDefinition(k).Revision())
	}
	return slices.DeleteFunc(slices.Clone(keys), func(k name.Key) bool {
		r := s.TaskDefinition(k).Revision()
		return r != 0 && r < last
	})
}

// Containers returns the containers of all task definitions of a service. ECS may
// start tasks of any of them: the current one, the next one, and the previous one,
// which it rolls back to.
func (s State) Containers(service string) []container.Definition {
	known := s.TaskDefinitions(service)
	out := make([]container.Definition, 0, len(known))
	for _, k := range known {
		out = append(out, s.TaskDefinition(k).RequestedContainers()...)
	}
	return out
}

// Uses reports whether the tasks of a service may use a store: the task definition
// that they run, or that was requested, contains its variable.
func (s State) Uses(service string, store v1alpha1.Store) bool {
	key := name.Service(service)
	if !s.Has(key) {
		return false
	}
	running, requested := s.Service(key).TaskDefinition(), s.Service(key).RequestedTaskDefinition()
	return slices.ContainsFunc(s.TaskDefinitions(service), func(k name.Key) bool {
		arn := s.TaskDefinition(k).ARN()
		if arn != "" && running != "" && !SameTaskDefinition(arn, running) && !SameTaskDefinition(arn, requested) {
			return false
		}
		return len(container.Values(s.TaskDefinition(k).RequestedContainers(), container.StoreVariable(store))) > 0
	})
}

// FormerUsers returns services that still use a store without being among its users.
func (s State) FormerUsers(store v1alpha1.Store, users []string) []string {
	return slices.DeleteFunc(s.Services(), func(service string) bool {
		return slices.Contains(users, service) || !s.Uses(service, store)
	})
}

// NamesSecret reports whether a task definition contains the ARN of a secret. An
// unknown ARN may be any.
func (s State) NamesSecret(arn string) bool {
	return slices.ContainsFunc(s.Keys(name.TaskDefinitions), func(k name.Key) bool {
		return strings.Contains(s.resource(k).requested("containerDefinitions"), arn)
	})
}

// Revision returns the family and the revision of a task definition, such as chat:3.
func Revision(arn string) string { return arn[strings.LastIndex(arn, "/")+1:] }

// SameTaskDefinition reports whether two names are of the same task definition. AWS
// accepts ARNs, and family and revision alone.
func SameTaskDefinition(a, b string) bool { return a != "" && Revision(a) == Revision(b) }

// EarlierTaskDefinition reports whether a task definition is an earlier revision of
// another one of the same family.
func EarlierTaskDefinition(a, b string) bool {
	family, number, _ := strings.Cut(Revision(a), ":")
	other, than, _ := strings.Cut(Revision(b), ":")
	x, err := strconv.Atoi(number)
	y, problem := strconv.Atoi(than)
	return err == nil && problem == nil && family == other && x < y
}

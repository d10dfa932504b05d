package compute

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xplatform-dev/xplatform/internal/container"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

// A TaskDefinition is one revision of a task definition. AWS never changes a revision, so
// its content is part of its key.
type TaskDefinition struct {
	Key           name.Key
	Family        string
	CPU, Memory   int64
	Architecture  string
	TaskRoleARN   string
	ExecutionRole name.Key
	Volumes       []string
	Containers    string

	// BlockedOn says what must be known before the content is.
	BlockedOn plan.Blockers
}

// maxDefinition is how long the description of all containers may be.
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html
const maxDefinition = 64 << 10

// planDefinition plans a service's task definition, with everything that AWS
// has to tell first: where the stores are, and the role of the application.
func (c *Plan) planDefinition(s *Service, seen live.State) error {
	if c.external(s, seen) {
		return nil
	}
	d := &TaskDefinition{
		Family:        c.family(s, seen),
		CPU:           s.Spec.CPU,
		Memory:        s.Spec.Memory,
		Architecture:  string(s.Spec.Architecture),
		TaskRoleARN:   seen.ARN(s.TaskRole.Key),
		ExecutionRole: s.ExecutionRole.Key,
	}
	s.Definition = d
	definitions, blockers := c.containers(s, seen)
	d.BlockedOn = plan.FirstBlockers(plan.ARNBlockers(s.TaskRole.Key, d.TaskRoleARN), blockers)
	if len(d.BlockedOn) > 0 {
		return nil
	}
	for _, of := range definitions {
		d.Volumes = append(d.Volumes, volumesOf(of)...)
	}
	d.Containers = container.Document(definitions...)
	if n := len(d.Containers); n > maxDefinition {
		return fmt.Errorf("spec.services[%s]: its containers take %d characters in a task definition, and AWS takes %d: move what is in env into a parameter or a file", s.Spec.Name, n, maxDefinition)
	}
	d.Key = name.TaskDefinition(s.Spec.Name, d.content())
	return nil
}

// family returns the family of a service's task definitions: the one of the
// definition that the service runs, or else of one that exists. Another family is
// another task definition, and would deploy the service for nothing but a name.
func (c *Plan) family(s *Service, seen live.State) string {
	var existing []string
	for _, k := range seen.TaskDefinitions(s.Spec.Name) {
		if f := seen.TaskDefinition(k).RequestedFamily(); f != "" {
			existing = append(existing, f)
		}
	}
	running, _, _ := strings.Cut(live.Revision(seen.Service(s.Key).RequestedTaskDefinition()), ":")
	switch {
	case slices.Contains(existing, running):
		return running
	case len(existing) > 0:
		return slices.Min(existing)
	}
	return c.Names.Family(s.Spec.Name)
}

// content is everything that AWS cannot change of a task definition.
func (d TaskDefinition) content() string {
	return fmt.Sprintf("%s %d %d %s %s %s %s %s", d.Family, d.CPU, d.Memory, d.Architecture, d.TaskRoleARN, d.ExecutionRole,
		strings.Join(d.Volumes, ","), d.Containers)
}

// volumesOf are the volumes that a container mounts.
func volumesOf(d container.Definition) []string {
	out := make([]string, 0, len(d.MountPoints))
	for _, m := range d.MountPoints {
		out = append(out, m.SourceVolume)
	}
	return slices.Sorted(slices.Values(out))
}

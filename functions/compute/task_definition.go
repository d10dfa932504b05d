package compute

import (
	"strconv"

	ecs "github.com/upbound/provider-aws/v2/apis/namespaced/ecs/v1beta1"

	"github.com/xplatform-dev/xplatform/internal/plan/compute"
	"github.com/xplatform-dev/xplatform/internal/refer"
)

// taskDefinition returns a task definition. AWS keeps it when its object is
// deleted, because a service may still have to return to it.
func taskDefinition(c compute.Plan, d compute.TaskDefinition) *ecs.TaskDefinition {
	return &ecs.TaskDefinition{
		Spec: ecs.TaskDefinitionSpec{
			ForProvider: ecs.TaskDefinitionParameters{
				Region:                  &c.Spec.Region,
				Family:                  &d.Family,
				RequiresCompatibilities: []*string{new(compute.Fargate)},
				NetworkMode:             new("awsvpc"),
				CPU:                     new(strconv.FormatInt(d.CPU, 10)),
				Memory:                  new(strconv.FormatInt(d.Memory, 10)),
				RuntimePlatform: &ecs.RuntimePlatformParameters{
					CPUArchitecture:       &d.Architecture,
					OperatingSystemFamily: new("LINUX"),
				},
				ExecutionRoleArnRef:  refer.To(c.Names, d.ExecutionRole),
				TaskRoleArn:          &d.TaskRoleARN,
				ContainerDefinitions: &d.Containers,
				Volume:               volumes(d.Volumes),
				SkipDestroy:          new(true),
			},
		},
	}
}

// volumes returns volumes that are empty at first, and are deleted with their
// task.
func volumes(names []string) []ecs.VolumeParameters {
	out := make([]ecs.VolumeParameters, 0, len(names))
	for _, n := range names {
		out = append(out, ecs.VolumeParameters{Name: &n})
	}
	return out
}

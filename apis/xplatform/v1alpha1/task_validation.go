package v1alpha1

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/util/validation/field"
)

// memoryFor are the least and the most memory of a Fargate task by its cpu, in
// MiB, and the steps between.
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html
var memoryFor = map[int64]struct{ least, most, step int64 }{
	256:   {512, 2048, 0},
	512:   {1024, 4096, 1024},
	1024:  {2048, 8192, 1024},
	2048:  {4096, 16384, 1024},
	4096:  {8192, 30720, 1024},
	8192:  {16384, 61440, 4096},
	16384: {32768, 122880, 8192},
}

// smallest are the sizes of memory that the smallest task can have.
var smallest = []int64{512, 1024, 2048}

// validateTask checks what runs in a service's tasks.
func validateTask(s *ServiceSpec, p *field.Path) field.ErrorList {
	faults := validateMemory(s, p.Child("memory"))
	faults = append(faults, validateContainer(&s.ContainerSpec, s.Exec, p)...)
	faults = append(faults, validateSidecars(s, p.Child("sidecars"))...)
	if s.Image != "" {
		return faults
	}
	if s.ImageManagedExternally {
		faults = append(faults, field.Required(p.Child("image"), "name the image that the service starts with, until the pipeline deploys another"))
	}
	if s.ServiceConnect != nil {
		faults = append(faults, field.Invalid(p.Child("serviceConnect"), true, "a service without image runs nothing that could be called: add image or remove serviceConnect"))
	}
	return faults
}

func validateMemory(s *ServiceSpec, p *field.Path) field.ErrorList {
	m, ok := memoryFor[s.CPU]
	if !ok {
		return nil // The schema has faulted the cpu.
	}
	if s.CPU == 256 {
		if slices.Contains(smallest, s.Memory) {
			return nil
		}
		return field.ErrorList{field.Invalid(p, s.Memory, "Fargate does not support this memory with cpu 256: write 512, 1024 or 2048, or choose another cpu")}
	}
	if s.Memory < m.least || s.Memory > m.most || s.Memory%m.step != 0 {
		return field.ErrorList{field.Invalid(p, s.Memory, fmt.Sprintf(
			"Fargate does not support this memory with cpu %d: write %d to %d in steps of %d, or choose another cpu", s.CPU, m.least, m.most, m.step))}
	}
	return nil
}

// awsCredentials are variables by which AWS's libraries take long-lived
// credentials, before they ask for the role of the task.
// https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-8
var awsCredentials = []string{"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "ECS_ENGINE_AUTH_DATA"}

// shellDirectories are those that the agent of ECS Exec writes to.
var shellDirectories = []string{"/var/lib/amazon/ssm", "/var/log/amazon/ssm"}

// validateContainer checks what the application and its sidecars have in
// common.
func validateContainer(c *ContainerSpec, exec bool, p *field.Path) field.ErrorList {
	var faults field.ErrorList
	for _, k := range slices.Sorted(maps.Keys(c.Env)) {
		if f := validateVariable(k, p.Child("env").Key(k)); f != nil {
			faults = append(faults, f)
		}
		if _, twice := c.Secrets[k]; twice {
			faults = append(faults, field.Invalid(p.Child("env").Key(k), c.Env[k], "is in secrets too: keep one of the two"))
		}
	}
	for _, k := range slices.Sorted(maps.Keys(c.Secrets)) {
		if f := validateVariable(k, p.Child("secrets").Key(k)); f != nil {
			faults = append(faults, f)
		}
	}
	return append(faults, validateMounts(c.WritableMounts, exec, p.Child("writableMounts"))...)
}

func validateMounts(mounts []string, exec bool, p *field.Path) field.ErrorList {
	var faults field.ErrorList
	for i, m := range mounts {
		switch at := p.Index(i); {
		case m == "/" || path.Clean(m) != m:
			faults = append(faults, field.Invalid(at, m, "must be a directory below /, without .. and without a trailing slash, for example /tmp"))
		case exec && slices.ContainsFunc(shellDirectories, func(d string) bool { return d == m || strings.HasPrefix(d, m+"/") || strings.HasPrefix(m, d+"/") }):
			faults = append(faults, field.Invalid(at, m, "exec makes this directory writable itself: remove it here"))
		}
	}
	return faults
}

func validateVariable(k string, at *field.Path) *field.Error {
	switch {
	case k == "" || strings.ContainsAny(k, "= \t\n"):
		return field.Invalid(at, k, "a variable's name must have at least one character, and no space and no =")
	case slices.Contains(awsCredentials, k):
		return field.Forbidden(at, "AWS credentials are not allowed in the environment: the application uses the task role; add the permissions that it needs by taskRole.policyArns")
	}
	return nil
}

// validateSidecars checks that all containers fit into the task.
func validateSidecars(s *ServiceSpec, p *field.Path) field.ErrorList {
	var faults field.ErrorList
	var cpu, memory int64
	for i := range s.Sidecars {
		side, at := &s.Sidecars[i], p.Index(i)
		if side.Name == s.Name {
			faults = append(faults, field.Invalid(at.Child("name"), side.Name, "is the name of the service's own container: choose another"))
		}
		if side.CPU != nil {
			cpu += *side.CPU
		}
		if side.Memory != nil {
			memory += *side.Memory
		}
		faults = append(faults, validateContainer(&side.ContainerSpec, s.Exec, at)...)
	}
	if cpu > s.CPU && s.CPU > 0 {
		faults = append(faults, field.Invalid(p, cpu, fmt.Sprintf("the cpu of all sidecars must not be more than that of the task (%d): raise cpu, or give the sidecars less", s.CPU)))
	}
	if memory >= s.Memory && s.Memory > 0 && memory > 0 {
		faults = append(faults, field.Invalid(p, memory, fmt.Sprintf("the memory of all sidecars must be less than that of the task (%d), which the application needs too: raise memory, or give the sidecars less", s.Memory)))
	}
	return faults
}

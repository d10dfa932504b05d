package compute

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/container"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

// containers are those of a service's tasks: the application first, then the
// sidecars by name.
func (c *Plan) containers(s *Service, seen live.State) ([]container.Definition, plan.Blockers) {
	application, blockers := c.application(s, seen)
	if len(blockers) > 0 {
		return nil, blockers
	}
	out := []container.Definition{application}
	for i := range s.Spec.Sidecars {
		out = append(out, c.sidecar(s, &s.Spec.Sidecars[i]))
	}
	return out, nil
}

// application returns the container of the service itself: it uses the stores, and
// answers at the ports.
func (c *Plan) application(s *Service, seen live.State) (container.Definition, plan.Blockers) {
	d := c.container(s, s.Spec.Name, s.Spec.Image, s.Spec.ContainerSpec, s.Spec.Memory)
	d.Essential = true
	for _, store := range s.Spec.Uses {
		if blockers := c.connectStore(&d, s.Spec, store, seen); len(blockers) > 0 {
			return d, blockers
		}
	}
	openPorts(&d, s)
	return sorted(d), nil
}

// connectStore gives a container the variables and secrets of a store.
func (c *Plan) connectStore(d *container.Definition, spec *v1alpha1.ServiceSpec, store v1alpha1.Store, seen live.State) plan.Blockers {
	a := c.accessTo(store, seen)
	if len(a.blockedOn) > 0 {
		return a.blockedOn
	}
	d.Environment = append(d.Environment, a.variables...)
	if spec.Credentials != v1alpha1.CredentialsEnvironment {
		return nil
	}
	user, blockers := c.userName(store, seen)
	d.Secrets = append(d.Secrets, a.credentials...)
	d.Environment = append(d.Environment, user...)
	return blockers
}

// openPorts maps the ports of a service, and lets its user listen on them.
func openPorts(d *container.Definition, s *Service) {
	for _, port := range s.ports() {
		d.PortMappings = append(d.PortMappings, portMapping(port, s.Spec))
		if port <= lastPrivileged && !isRoot(s.Spec.User) {
			d.SystemControls = unprivilegedPorts
		}
	}
}

// sidecar returns the container of a sidecar, with limits of its own if the claim
// sets any.
func (c *Plan) sidecar(s *Service, spec *v1alpha1.SidecarSpec) container.Definition {
	memory := s.Spec.Memory
	if spec.Memory != nil {
		memory = *spec.Memory
	}
	d := c.container(s, spec.Name, spec.Image, spec.ContainerSpec, memory)
	d.Essential = spec.Essential
	if spec.CPU != nil {
		d.CPU = *spec.CPU
	}
	if spec.Memory != nil {
		d.Memory = memory
	}
	return sorted(d)
}

// userName is the name that belongs to a password which ECS reads, where the
// secret does not hold it. A database that was restored has the one of its
// snapshot, whatever the claim says.
func (c *Plan) userName(store v1alpha1.Store, seen live.State) (user []container.Variable, blockers plan.Blockers) {
	d := c.Spec.Database
	if store != v1alpha1.StoreDatabase || d == nil || d.Password != v1alpha1.PasswordGenerated {
		return nil, nil
	}
	is := seen.Database().Username()
	if is == "" && d.Restore == nil && seen.Database().RestoreSource() == nil {
		is = d.Username
	}
	if is == "" {
		return nil, plan.Blockers{{On: name.Database, Field: "master user"}}
	}
	return []container.Variable{{Name: "DATABASE_USERNAME", Value: is}}, nil
}

// container returns the definition of the application or of a sidecar.
func (c *Plan) container(s *Service, named, image string, spec v1alpha1.ContainerSpec, memory int64) container.Definition {
	d := container.Definition{
		Name:                   named,
		Image:                  image,
		Command:                spec.Command,
		User:                   spec.User,
		ReadonlyRootFilesystem: spec.ReadOnlyRootFilesystem,
		LogConfiguration: container.LogConfiguration{LogDriver: logDriver, Options: map[string]string{
			"awslogs-group": s.LogGroup.Name, "awslogs-region": c.Spec.Region, "awslogs-stream-prefix": s.Spec.Name,
		}},
	}
	for _, k := range slices.Sorted(maps.Keys(spec.Env)) {
		d.Environment = append(d.Environment, container.Variable{Name: k, Value: spec.Env[k]})
	}
	for _, k := range slices.Sorted(maps.Keys(spec.Secrets)) {
		d.Secrets = append(d.Secrets, container.Secret{Name: k, ValueFrom: spec.Secrets[k]})
	}
	if spec.ReadOnlyRootFilesystem {
		d.LinuxParameters = writable(spec.WritableMounts, memory)
	}
	if s.Spec.Exec {
		addShell(&d, named, spec.ReadOnlyRootFilesystem)
	}
	return d
}

// logDriver sends output to CloudWatch Logs.
const logDriver = "awslogs"

// writable returns directories in memory that any user of the container can write to. A
// volume would belong to root, and the application does not run as root. Like any tmpfs
// of Linux, each takes up to half of the memory, and takes none while it is empty.
// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Tmpfs.html
func writable(mounts []string, memory int64) *container.LinuxParameters {
	if len(mounts) == 0 {
		return nil
	}
	p := &container.LinuxParameters{}
	for _, m := range mounts {
		p.Tmpfs = append(p.Tmpfs, container.Tmpfs{ContainerPath: m, Size: memory / 2})
	}
	return p
}

// addShell makes room for the agent that opens shells. It runs as root and
// writes to two directories, also where the root file system is read-only.
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html
func addShell(d *container.Definition, named string, readOnly bool) {
	if d.LinuxParameters == nil {
		d.LinuxParameters = &container.LinuxParameters{}
	}
	// The first process collects what shells leave behind.
	d.LinuxParameters.InitProcessEnabled = true
	if readOnly {
		d.MountPoints = append(d.MountPoints,
			container.MountPoint{ContainerPath: "/var/lib/amazon/ssm", SourceVolume: named + "-exec-state"},
			container.MountPoint{ContainerPath: "/var/log/amazon/ssm", SourceVolume: named + "-exec-log"})
	}
}

// lastPrivileged is the last port that Linux lets only root listen on.
const lastPrivileged = 1023

// unprivilegedPorts lets every user listen on every port.
// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_SystemControl.html
var unprivilegedPorts = []container.SystemControl{{Namespace: "net.ipv4.ip_unprivileged_port_start", Value: "0"}}

func isRoot(user string) bool {
	user, _, _ = strings.Cut(user, ":")
	return user == "root" || user == "0"
}

// portMapping is a port of the application. Service Connect calls it by name.
func portMapping(port int64, s *v1alpha1.ServiceSpec) container.PortMapping {
	m := container.PortMapping{ContainerPort: port, HostPort: port, Protocol: "tcp"}
	if c := s.ServiceConnect; c != nil && len(c.AllowFrom) > 0 && port == s.Port {
		m.Name = portName(port)
		if c.Protocol != "tcp" {
			m.AppProtocol = c.Protocol
		}
	}
	return m
}

// sorted has variables and secrets in the order of their names.
func sorted(d container.Definition) container.Definition {
	slices.SortFunc(d.Environment, func(a, b container.Variable) int { return cmp.Compare(a.Name, b.Name) })
	slices.SortFunc(d.Secrets, func(a, b container.Secret) int { return cmp.Compare(a.Name, b.Name) })
	return d
}

package name

// Beginnings of the keys of what every service has. The service's name ends the
// key, so that no two keys are ever the same, whatever services are called.
const (
	ServiceGroups = "service-security-group-"
	TaskRoles     = "task-role-"
)

// ServiceGroup is the key of the security group that a service's tasks are in.
func ServiceGroup(service string) Key { return Key(ServiceGroups + service) }

// TaskRole is the key of the role that a service's application acts as.
func TaskRole(service string) Key { return Key(TaskRoles + service) }

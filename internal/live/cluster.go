package live

import "github.com/xplatform-dev/xplatform/internal/name"

// Cluster is the ECS cluster.
type Cluster struct{ resource }

// Cluster returns the ECS cluster.
func (s State) Cluster() Cluster { return Cluster{s.resource(name.Cluster)} }

// LogsExec reports whether the cluster records ECS Exec sessions.
func (c Cluster) LogsExec() bool {
	return c.status("configuration", "executeCommandConfiguration", "logging") != ""
}

// Namespace is the Cloud Map namespace of Service Connect.
type Namespace struct{ resource }

// Namespace returns the Cloud Map namespace.
func (s State) Namespace() Namespace { return Namespace{s.resource(name.ConnectNamespace)} }

// ARN returns the ARN of the namespace.
func (n Namespace) ARN() string { return n.status("arn") }

// RequestedName returns the name of the namespace.
func (n Namespace) RequestedName() string { return n.requested("name") }

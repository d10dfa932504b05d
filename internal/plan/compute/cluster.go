package compute

import (
	"cmp"
	"slices"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

// A Cluster is where services run.
type Cluster struct {
	Name string

	// LogGroup is that of Container Insights. AWS makes it if it is not there,
	// unencrypted and without end.
	LogGroup plan.LogGroup

	// Exec records the shells that are opened in containers. It is nil where no
	// service allows any.
	Exec *Exec

	// BlockedOn says what must be known or true before the cluster can be created
	// or changed.
	BlockedOn plan.Blockers
}

// Exec is how shells in containers are recorded and encrypted.
type Exec struct {
	LogGroup plan.LogGroup
	KeyARN   string
}

// A Namespace is where services find each other by name.
type Namespace struct {
	Name string
}

// insightsDays is how long the platform keeps what belongs to no service: the
// events of Container Insights and the record of shells. It is the default of
// every other log.
const insightsDays = 90

func (c *Plan) planCluster(seen live.State) {
	cluster := plan.CurrentNameOr(seen, name.Cluster, c.Names.Cluster())
	c.Cluster = &Cluster{
		Name: cluster,
		LogGroup: plan.LogGroup{
			Name:          plan.CurrentNameOr(seen, name.ClusterLogGroup, "/aws/ecs/containerinsights/"+cluster+"/performance"),
			RetentionDays: insightsDays,
			Key:           c.EncryptionKey(),
		},
	}
	if !seen.Has(name.Cluster) && !seen.Ready(name.ClusterLogGroup) {
		c.Cluster.BlockedOn = plan.Blockers{{On: name.ClusterLogGroup}}
	}
	if c.execs() {
		c.planExec(seen)
	}
	if c.connects() {
		c.Namespace = &Namespace{Name: cmp.Or(seen.Namespace().RequestedName(), c.Names.Cluster())}
	}
}

func (c *Plan) planExec(seen live.State) {
	arn := c.KeyARN(seen)
	c.Cluster.Exec = &Exec{
		LogGroup: plan.LogGroup{Name: c.execLogGroup(seen), RetentionDays: insightsDays, Key: c.EncryptionKey()},
		KeyARN:   arn,
	}
	c.Cluster.BlockedOn = plan.FirstBlockers(c.Cluster.BlockedOn, plan.ARNBlockers(name.EncryptionKey, arn))
}

func (c *Plan) execLogGroup(seen live.State) string {
	return plan.CurrentNameOr(seen, name.ExecLogGroup, c.Names.LogGroup("exec"))
}

// execs reports whether some service allows shells in its containers.
func (c *Plan) execs() bool {
	return c.some(func(s *v1alpha1.ServiceSpec) bool { return s.Exec })
}

// connects reports whether some service calls others, or is called, by name.
func (c *Plan) connects() bool {
	return c.some(func(s *v1alpha1.ServiceSpec) bool { return s.ServiceConnect != nil })
}

func (c *Plan) some(is func(*v1alpha1.ServiceSpec) bool) bool {
	for _, s := range plan.WithImage(c.Spec) {
		if is(s) {
			return true
		}
	}
	return false
}

// leaveCluster keeps the cluster and what belongs to it until no service is
// seen in it: AWS deletes none that has any.
func (c *Plan) leaveCluster(seen live.State) {
	running := len(seen.Services()) > 0
	if c.Cluster == nil {
		switch {
		case running:
			c.keep(seen, name.Cluster, name.ClusterProviders, name.ClusterLogGroup, name.ExecLogGroup)
		case seen.Has(name.Cluster):
			c.keep(seen, name.ClusterLogGroup, name.ExecLogGroup)
		}
	} else if c.Cluster.Exec == nil && seen.Cluster().LogsExec() {
		// The provider leaves the cluster's setting as it was, and so what it names.
		c.Pinned = append(c.Pinned, seen.Existing([]name.Key{name.ExecLogGroup})...)
	}
	if c.Namespace == nil && c.namespaceInUse(seen) {
		c.keep(seen, name.ConnectNamespace)
	}
}

// namespaceInUse reports whether a service may still have its name there.
func (c *Plan) namespaceInUse(seen live.State) bool {
	return slices.ContainsFunc(seen.Services(), func(s string) bool { return seen.Service(name.Service(s)).MayConnect() })
}

// keep has what exists of some keys stay as it is.
func (c *Plan) keep(seen live.State, keys ...name.Key) {
	c.Draining = append(c.Draining, seen.Existing(keys)...)
}

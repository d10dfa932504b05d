package edge

import (
	"cmp"
	"slices"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

// A TargetGroup is the tasks of a service, as the load balancer sees them.
type TargetGroup struct {
	Key             name.Key
	Service         string
	Name            string
	Port            int64
	ProtocolVersion string
	Algorithm       string

	DeregistrationDelaySeconds int64
	SlowStartSeconds           int64
	HealthCheck                HealthCheck
	Stickiness                 Stickiness
}

// A HealthCheck is how the load balancer tells whether a task can answer.
type HealthCheck struct {
	Path, SuccessCodes                   string
	IntervalSeconds, TimeoutSeconds      int64
	HealthyThreshold, UnhealthyThreshold int64
}

// Stickiness binds a client to a task.
type Stickiness struct {
	Enabled         bool
	Type            string
	CookieName      string
	DurationSeconds int64
}

// How long a task that is being stopped may finish what it does: requests, or
// the connections of a WebSocket.
const (
	drainingSeconds          = 30
	drainingSecondsWebSocket = 300
)

// A day is how long a browser stays with its task unless the claim says
// otherwise.
const stickySeconds = 86400

// planTargetGroups plans one group for each service that requests are routed
// to, and keeps those of an earlier claim for as long as a rule or the listener
// may send requests there, tasks may be registered there, or its requests
// control the scaling of the tasks: AWS does not delete a group in use, and requests must not
// find it gone.
func (e *Plan) planTargetGroups(seen live.State) {
	services := withRoutes(e.Spec)
	wanted := make([]name.Key, 0, len(services))
	for _, s := range services {
		g := e.targetGroup(s, seen)
		wanted = append(wanted, g.Key)
		e.TargetGroups = append(e.TargetGroups, g)
	}
	for _, k := range seen.Keys(name.TargetGroups) {
		used := seen.MayForwardTo(seen.ARN(k)) || seen.RequestedIn(k) || seen.MayRegister(k) || scaledBy(k, seen)
		if used && !slices.Contains(wanted, k) {
			e.Draining = append(e.Draining, k)
		}
	}
}

// scaledBy reports whether a scaling policy may count the requests of a target
// group.
func scaledBy(group name.Key, seen live.State) bool {
	service, _ := name.TargetGroupOf(group)
	return seen.MayCount(name.RequestScaling(service), group)
}

func (e *Plan) targetGroup(s v1alpha1.ServiceSpec, seen live.State) TargetGroup {
	key := plan.TargetGroupOf(s)
	return TargetGroup{
		Key:                        key,
		Service:                    s.Name,
		Name:                       cmp.Or(seen.TargetGroup(key).RequestedName(), e.Names.TargetGroup(key)),
		Port:                       s.Port,
		ProtocolVersion:            string(s.TargetGroup.ProtocolVersion),
		Algorithm:                  s.TargetGroup.Algorithm,
		DeregistrationDelaySeconds: draining(s),
		SlowStartSeconds:           s.TargetGroup.SlowStartSeconds,
		HealthCheck:                healthCheck(s),
		Stickiness:                 stickiness(s),
	}
}

func draining(s v1alpha1.ServiceSpec) int64 {
	switch d := s.TargetGroup.DeregistrationDelaySeconds; {
	case d != nil:
		return *d
	case s.WebSocket:
		return drainingSecondsWebSocket
	}
	return drainingSeconds
}

// healthCheck fills in what depends on the protocol. A gRPC server that knows
// no health check answers "unimplemented", code 12, which proves that it lives.
// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
func healthCheck(s v1alpha1.ServiceSpec) HealthCheck {
	h := HealthCheck{
		Path:               s.HealthCheck.Path,
		SuccessCodes:       s.HealthCheck.SuccessCodes,
		IntervalSeconds:    s.HealthCheck.IntervalSeconds,
		TimeoutSeconds:     s.HealthCheck.TimeoutSeconds,
		HealthyThreshold:   s.HealthCheck.HealthyThreshold,
		UnhealthyThreshold: s.HealthCheck.UnhealthyThreshold,
	}
	path, codes := "/", "200"
	if s.TargetGroup.ProtocolVersion == v1alpha1.ProtocolGRPC {
		path, codes = "/AWS.ALB/healthcheck", "12"
	}
	if h.Path == "" {
		h.Path = path
	}
	if h.SuccessCodes == "" {
		h.SuccessCodes = codes
	}
	return h
}

// stickiness returns the stickiness of the claim. A service with WebSockets is sticky by
// itself: libraries such as socket.io begin with plain requests, all of which
// must reach the same task.
func stickiness(s v1alpha1.ServiceSpec) Stickiness {
	if st := s.TargetGroup.Stickiness; st != nil {
		return Stickiness{Enabled: st.Enabled, Type: st.Type, CookieName: st.CookieName, DurationSeconds: st.DurationSeconds}
	}
	return Stickiness{Enabled: s.WebSocket, Type: "lb_cookie", DurationSeconds: stickySeconds}
}

package edge

import (
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

// AccessLogs are where the load balancer records requests.
type AccessLogs struct {
	Enabled bool
	Prefix  string

	// Exactly one of these is where the record goes: the platform's own bucket,
	// or one of the user's by its name.
	Own         name.Key
	UsersBucket string
}

// A LogBucket is the platform's own bucket for the record of requests.
type LogBucket struct {
	Name          string
	RetentionDays int64

	// Prefixes are the prefixes of object keys that the load balancer may write to, each
	// empty or with a slash at its end: the planned one, and, while that changes, also
	// the current one.
	Prefixes []string

	// Expendable has the bucket deleted with what it holds, together with an
	// unprotected platform.
	Expendable bool

	// BlockedOn says what must be known before the bucket's policy can be created.
	BlockedOn plan.Blockers
}

// logBucketKeys are the bucket and all that belongs to it.
var logBucketKeys = []name.Key{
	name.AccessLogBucket, name.AccessLogPolicy, name.AccessLogEncryption,
	name.AccessLogPublicAccess, name.AccessLogOwnership, name.AccessLogLifecycle,
}

// planAccessLogs plans where the record of requests goes. The platform's own
// bucket outlives the switch that made it: what it holds may still be needed,
// and only the deletion of the platform takes it away.
func (e *Plan) planAccessLogs(seen live.State) {
	spec := e.Spec.Edge.AccessLogs
	own := (spec.Enabled && spec.Bucket == "") || (!spec.Enabled && len(seen.Existing(logBucketKeys)) > 0)
	switch users := spec.Bucket; {
	case own:
		e.AccessLogs = &AccessLogs{Enabled: spec.Enabled, Prefix: spec.Prefix, Own: name.AccessLogBucket}
	case spec.Enabled:
		e.AccessLogs = &AccessLogs{Enabled: true, Prefix: spec.Prefix, UsersBucket: users}
	default:
		// What was on has to be switched off by name: AWS goes on recording when
		// nothing is said any more.
		if was := seen.LoadBalancer().RequestedAccessLogs().Bucket; was != "" {
			e.AccessLogs = &AccessLogs{UsersBucket: was}
		}
	}
	if own || len(seen.Existing(logBucketKeys)) > 0 {
		e.planLogBucket(seen)
	}
}

func (e *Plan) planLogBucket(seen live.State) {
	spec := e.Spec.Edge.AccessLogs
	e.LogBucket = &LogBucket{
		Name:          plan.CurrentNameOr(seen, name.AccessLogBucket, e.Names.Bucket("access-logs")),
		RetentionDays: spec.RetentionDays,
		Expendable:    !plan.EdgeProtected(e.Spec),
		BlockedOn:     e.Account.Blockers(),
	}
	e.LogBucket.Prefixes = []string{keyPrefix(spec.Prefix)}
	if now := seen.LoadBalancer().AccessLogs(); now.Prefix != spec.Prefix && now.Bucket == e.LogBucket.Name {
		e.LogBucket.Prefixes = append(e.LogBucket.Prefixes, keyPrefix(now.Prefix))
	}
}

// keyPrefix returns the beginning of object keys with a prefix.
func keyPrefix(prefix string) string {
	if prefix == "" {
		return ""
	}
	return prefix + "/"
}

// unready says what the load balancer waits for: AWS tests that it may write
// when logging is switched on.
func (l *AccessLogs) unready(seen live.State) plan.Blockers {
	if l == nil || !l.Enabled || l.Own == "" || (seen.Ready(name.AccessLogPolicy) && seen.Ready(name.AccessLogEncryption)) {
		return nil
	}
	return plan.Blockers{{On: name.AccessLogBucket, Why: "the policy and the encryption of the access log bucket"}}
}

// holdAccessLogs leaves the logging of a load balancer that exists as it is
// until the bucket is ready, and says what one that does not exist waits for.
func (e *Plan) holdAccessLogs(unready plan.Blockers, seen live.State) plan.Blockers {
	if !seen.Has(name.LoadBalancer) {
		return unready
	}
	e.AccessLogs = currentAccessLogs(seen)
	return nil
}

// currentAccessLogs returns the access logs that the load balancer was asked for.
func currentAccessLogs(seen live.State) *AccessLogs {
	current := seen.LoadBalancer().RequestedAccessLogs()
	logs := AccessLogs{Enabled: current.Enabled, Prefix: current.Prefix}
	switch {
	case current.Referenced:
		logs.Own = name.AccessLogBucket
	case current.Bucket != "":
		logs.UsersBucket = current.Bucket
	default:
		return nil
	}
	return &logs
}

package plan

import (
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
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

	// Folders are where the load balancer may write, each with a slash at its end
	// or empty: where it is to, and, while that changes, also where it does.
	Folders []string

	// Expendable has the bucket deleted with what it holds, together with an
	// unprotected platform.
	Expendable bool

	// Missing says what must be known before the bucket's policy can be created.
	Missing string
}

// logBucketKeys are the bucket and all that belongs to it.
var logBucketKeys = []name.Key{
	name.AccessLogBucket, name.AccessLogPolicy, name.AccessLogEncryption,
	name.AccessLogPublicAccess, name.AccessLogOwnership, name.AccessLogLifecycle,
}

// planAccessLogs plans where the record of requests goes. The platform's own
// bucket outlives the switch that made it: what it holds may still be needed,
// and only the deletion of the platform takes it away.
func (e *Edge) planAccessLogs(seen observed.View) {
	spec := e.Spec.Edge.AccessLogs
	own := spec.Enabled && spec.Bucket == "" || !spec.Enabled && len(observedOnly(logBucketKeys, seen)) > 0
	switch users := spec.Bucket; {
	case own:
		e.AccessLogs = &AccessLogs{Enabled: spec.Enabled, Prefix: spec.Prefix, Own: name.AccessLogBucket}
	case spec.Enabled:
		e.AccessLogs = &AccessLogs{Enabled: true, Prefix: spec.Prefix, UsersBucket: users}
	default:
		// What was on has to be switched off by name: AWS goes on recording when
		// nothing is said any more.
		if was := seen.Spec(name.LoadBalancer, "accessLogs", "bucket"); was != "" {
			e.AccessLogs = &AccessLogs{UsersBucket: was}
		}
	}
	if own || len(observedOnly(logBucketKeys, seen)) > 0 {
		e.planLogBucket(seen)
	}
}

func (e *Edge) planLogBucket(seen observed.View) {
	spec := e.Spec.Edge.AccessLogs
	e.LogBucket = &LogBucket{
		Name:          currentNameOr(seen, name.AccessLogBucket, e.Names.Bucket("access-logs")),
		RetentionDays: spec.RetentionDays,
		Expendable:    !EdgeProtected(e.Spec),
		Missing:       e.Account.Missing(),
	}
	e.LogBucket.Folders = []string{folder(spec.Prefix)}
	logs := func(field string) string { return seen.Status(name.LoadBalancer, "accessLogs", field) }
	if now := logs("prefix"); now != spec.Prefix && logs("bucket") == e.LogBucket.Name {
		e.LogBucket.Folders = append(e.LogBucket.Folders, folder(now))
	}
}

// folder is a prefix as the beginning of an object's key.
func folder(prefix string) string {
	if prefix == "" {
		return ""
	}
	return prefix + "/"
}

// unready says what the load balancer waits for: AWS tests that it may write
// when logging is switched on.
func (l *AccessLogs) unready(seen observed.View) string {
	if l == nil || !l.Enabled || l.Own == "" || seen.Ready(name.AccessLogPolicy) && seen.Ready(name.AccessLogEncryption) {
		return ""
	}
	return "the policy and the encryption of the access log bucket"
}

// holdAccessLogs leaves the logging of a load balancer that exists as it is
// until the bucket is ready, and says what one that does not exist waits for.
func (e *Edge) holdAccessLogs(unready string, seen observed.View) string {
	lb := name.LoadBalancer
	if !seen.Has(lb) {
		return unready
	}
	was := AccessLogs{Enabled: seen.Spec(lb, "accessLogs", "enabled") == "true", Prefix: seen.Spec(lb, "accessLogs", "prefix")}
	switch bucket := seen.Spec(lb, "accessLogs", "bucket"); {
	case seen.Spec(lb, "accessLogs", "bucketRef", "name") != "":
		was.Own = name.AccessLogBucket
	case bucket != "":
		was.UsersBucket = bucket
	default:
		e.AccessLogs = nil
		return ""
	}
	e.AccessLogs = &was
	return ""
}

package live

import (
	"strings"

	"github.com/xplatform-dev/xplatform/internal/name"
)

// ScalingPolicy is one target tracking policy of Application Auto Scaling.
type ScalingPolicy struct{ resource }

// ScalingPolicy returns the scaling policy with a key.
func (s State) ScalingPolicy(k name.Key) ScalingPolicy { return ScalingPolicy{s.resource(k)} }

// RequestedResourceLabel returns the load balancer and the target group whose requests
// are counted.
func (p ScalingPolicy) RequestedResourceLabel() string {
	return p.requested("targetTrackingScalingPolicyConfiguration", "predefinedMetricSpecification", "resourceLabel")
}

// MayCount reports whether a scaling policy may count the requests of a target group. A
// group whose ARN suffix is unknown may be the one that it counts.
func (s State) MayCount(policy, group name.Key) bool {
	label, suffix := s.ScalingPolicy(policy).RequestedResourceLabel(), s.TargetGroup(group).ARNSuffix()
	return label != "" && (suffix == "" || strings.HasSuffix(label, "/"+suffix))
}

package plan

import "github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"

// LoadBalancerTier is the tier in whose subnets the load balancer stands.
func LoadBalancerTier(s *v1alpha1.PlatformSpec) v1alpha1.Tier {
	if s.Edge.Scheme == v1alpha1.SchemeInternal {
		return v1alpha1.TierPrivate
	}
	return v1alpha1.TierPublic
}

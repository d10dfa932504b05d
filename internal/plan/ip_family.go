package plan

import "github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"

// Everywhere, in both families.
const (
	EverywhereIPv4 = "0.0.0.0/0"
	EverywhereIPv6 = "::/0"
)

// DualStack reports whether the network has IPv6.
func DualStack(s *v1alpha1.PlatformSpec) bool {
	return s.Network.IPFamily == v1alpha1.IPFamilyDualStack
}

package plan

import "github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"

// Everywhere, in both families.
const (
	everywhereIPv4 = "0.0.0.0/0"
	everywhereIPv6 = "::/0"
)

// dualStack reports whether the network has IPv6.
func dualStack(s *v1alpha1.PlatformSpec) bool {
	return s.Network.IPFamily == v1alpha1.IPFamilyDualStack
}

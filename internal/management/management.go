// Package management returns the management policies of managed resources.
package management

import (
	xpv1 "github.com/crossplane/crossplane-runtime/v2/apis/common/v1"
	xpv2 "github.com/crossplane/crossplane-runtime/v2/apis/common/v2"
)

// ObserveOnly returns the spec of a resource that is managed elsewhere.
func ObserveOnly() xpv2.ManagedResourceSpec {
	return xpv2.ManagedResourceSpec{ManagementPolicies: xpv1.ManagementPolicies{xpv1.ManagementActionObserve}}
}

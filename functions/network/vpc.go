package network

import (
	xpv1 "github.com/crossplane/crossplane-runtime/v2/apis/common/v1"
	xpv2 "github.com/crossplane/crossplane-runtime/v2/apis/common/v2"
	xpmeta "github.com/crossplane/crossplane-runtime/v2/pkg/meta"
	ec2 "github.com/upbound/provider-aws/v2/apis/namespaced/ec2/v1beta1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
	"github.com/xplatform-dev/xplatform/internal/refer"
)

// vpc is the platform's VPC. Interface endpoints and the names of the stores
// need its DNS.
func vpc(n plan.Network) *ec2.VPC {
	if n.VPC.Adopted() {
		return adoptedVPC(n)
	}
	return &ec2.VPC{
		Spec: ec2.VPCSpec{
			ForProvider: ec2.VPCParameters_2{
				Region:                       &n.Spec.Region,
				CidrBlock:                    &n.VPC.CIDR,
				AssignGeneratedIPv6CidrBlock: &n.VPC.IPv6,
				EnableDNSSupport:             new(true),
				EnableDNSHostnames:           new(true),
			},
		},
	}
}

// adoptedVPC observes a VPC that exists already.
func adoptedVPC(n plan.Network) *ec2.VPC {
	return &ec2.VPC{
		ObjectMeta: known(n.VPC.AdoptedID),
		Spec: ec2.VPCSpec{
			ManagedResourceSpec: onlyObserve(),
			ForProvider:         ec2.VPCParameters_2{Region: &n.Spec.Region},
		},
	}
}

// defaultSecurityGroup takes every rule out of the VPC's default group, which
// would otherwise let whatever lands in it talk to everything.
func defaultSecurityGroup(n plan.Network) *ec2.DefaultSecurityGroup {
	return &ec2.DefaultSecurityGroup{
		Spec: ec2.DefaultSecurityGroupSpec{
			ForProvider: ec2.DefaultSecurityGroupParameters{
				Region:   &n.Spec.Region,
				VPCIDRef: refer.To(n.Names, name.VPC),
			},
		},
	}
}

// known is the metadata of a resource whose identity in AWS is decided here.
func known(externalName string) metav1.ObjectMeta {
	return metav1.ObjectMeta{Annotations: map[string]string{xpmeta.AnnotationKeyExternalName: externalName}}
}

// onlyObserve is the spec of a resource that somebody else manages.
func onlyObserve() xpv2.ManagedResourceSpec {
	return xpv2.ManagedResourceSpec{ManagementPolicies: xpv1.ManagementPolicies{xpv1.ManagementActionObserve}}
}

package edge

import (
	ec2 "github.com/upbound/provider-aws/v2/apis/namespaced/ec2/v1beta1"
	elb "github.com/upbound/provider-aws/v2/apis/namespaced/elbv2/v1beta1"

	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/optional"
	"github.com/xplatform-dev/xplatform/internal/plan/edge"
	"github.com/xplatform-dev/xplatform/internal/refer"
	"github.com/xplatform-dev/xplatform/internal/securitygroup"
)

// loadBalancer returns the application load balancer. It drops invalid headers,
// and requests that a server behind it could parse differently.
func loadBalancer(e edge.Plan) *elb.LB {
	lb := e.LoadBalancer
	return &elb.LB{
		Spec: elb.LBSpec{
			ForProvider: elb.LBParameters{
				Region:                   &e.Spec.Region,
				Name:                     &lb.Name,
				LoadBalancerType:         new("application"),
				Internal:                 &lb.Internal,
				IPAddressType:            new(lb.IPAddressType()),
				Subnets:                  optional.Texts(lb.Placement.SubnetIDs...),
				SecurityGroups:           optional.Texts(lb.GroupID),
				IdleTimeout:              optional.Number(lb.IdleTimeoutSeconds),
				DropInvalidHeaderFields:  new(true),
				DesyncMitigationMode:     new("defensive"),
				EnableDeletionProtection: &lb.Protected,
				AccessLogs:               accessLogs(e),
			},
		},
	}
}

// accessLogs returns the destination of access logs.
func accessLogs(e edge.Plan) *elb.AccessLogsParameters {
	l := e.AccessLogs
	if l == nil {
		return nil
	}
	return &elb.AccessLogsParameters{
		Enabled:   &l.Enabled,
		BucketRef: refer.To(e.Names, l.Own),
		Bucket:    optional.Text(l.UsersBucket),
		Prefix:    optional.Text(l.Prefix),
	}
}

// ingress allows a CIDR block to connect to a port.
func ingress(e edge.Plan, r edge.Ingress) *ec2.SecurityGroupRule {
	return securitygroup.Rule{
		Region:      e.Spec.Region,
		Group:       name.LoadBalancerGroup,
		Port:        int64(r.Port),
		CIDR:        r.CIDR,
		IPv6:        r.IPv6,
		Description: "Clients",
	}.Resource(e.Names)
}

// egress allows the load balancer to connect to a port of services.
func egress(e edge.Plan, r edge.Egress) *ec2.SecurityGroupRule {
	return securitygroup.Rule{
		Region:      e.Spec.Region,
		Group:       name.LoadBalancerGroup,
		Egress:      true,
		Port:        r.Port,
		Peer:        r.Peer,
		CIDR:        r.CIDR,
		Description: "Services",
	}.Resource(e.Names)
}

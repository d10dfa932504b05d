// Package name derives all names: the key of every composed resource, the
// Kubernetes name that follows from it, and the names in AWS. A resource and
// every reference to it take their name from the same function here.
package name

import (
	"strconv"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
)

// A Key is the composition resource name of one composed resource. Keys
// identify a resource and its zone, never its position in a list, so that
// adding a zone or a service renames no existing resource.
type Key string

// Keys of the network that exist once.
const (
	VPC                  Key = "vpc"
	DefaultSecurityGroup Key = "default-security-group"
	InternetGateway      Key = "internet-gateway"
	EgressOnlyGateway    Key = "egress-only-gateway"

	FlowLog           Key = "flow-log"
	FlowLogGroup      Key = "flow-log-group"
	FlowLogRole       Key = "flow-log-role"
	FlowLogRolePolicy Key = "flow-log-role-policy"

	EncryptionKey   Key = "encryption-key"
	EncryptionAlias Key = "encryption-alias"

	EndpointsGroup        Key = "endpoints-security-group"
	EndpointsGroupIngress Key = "endpoints-security-group-ingress-https"
)

// Subnet returns the key of a tier's subnet in a zone.
func Subnet(t v1alpha1.Tier, z v1alpha1.Zone) Key { return join("subnet", string(t), string(z)) }

// ElasticIP returns the key of the address of a zone's NAT gateway.
func ElasticIP(z v1alpha1.Zone) Key { return join("elastic-ip", string(z)) }

// NATGateway returns the key of a zone's NAT gateway.
func NATGateway(z v1alpha1.Zone) Key { return join("nat-gateway", string(z)) }

// RouteTable returns the key of a tier's only route table.
func RouteTable(t v1alpha1.Tier) Key { return join("route-table", string(t)) }

// ZoneRouteTable returns the key of a tier's route table in a zone.
func ZoneRouteTable(t v1alpha1.Tier, z v1alpha1.Zone) Key {
	return join("route-table", string(t), string(z))
}

// RouteTableOf returns the key of the route table of a subnet: the private tier has
// one table for each zone, so that each zone uses its own gateway.
func RouteTableOf(t v1alpha1.Tier, z v1alpha1.Zone) Key {
	if t == v1alpha1.TierPrivate {
		return ZoneRouteTable(t, z)
	}
	return RouteTable(t)
}

// Address families, as keys contain them.
const (
	FamilyIPv4 = "ipv4"
	FamilyIPv6 = "ipv6"
)

// Route returns the key of the default route of a table for one address family,
// "ipv4" or "ipv6".
func Route(table Key, family string) Key { return join("default-route", family, string(table)) }

// Association returns the key of the association of a subnet with its route
// table.
func Association(subnet Key) Key { return join("association", string(subnet)) }

// Endpoints is the prefix of the keys of all endpoints and their associations.
const Endpoints = "endpoint-"

// Endpoint returns the key of the VPC endpoint for an AWS service such as s3 or
// ecr.api.
func Endpoint(service string) Key { return join("endpoint", dashed(service)) }

// EndpointIn returns the key of the association of an endpoint with a route
// table or subnet.
func EndpointIn(service string, in Key) Key {
	return join("endpoint", dashed(service), string(in))
}

// EndpointGroup returns the key of the association of an endpoint with its
// security group.
func EndpointGroup(service string) Key {
	return join("endpoint", dashed(service), "security-group")
}

// numbered returns a key that ends in a number.
func numbered(prefix string, n int64) Key { return Key(prefix + strconv.FormatInt(n, 10)) }

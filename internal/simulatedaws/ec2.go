package simulatedaws

import "fmt"

var ec2Kinds = map[string]kind{
	"ec2/VPC": {prefix: "vpc-", arn: arn("ec2", "vpc/"), more: vpc},
	"ec2/DefaultSecurityGroup": {
		invent: defaultSecurityGroupID,
		arn:    arn("ec2", "security-group/"),
		refs:   inVPC,
		more: func(p report) {
			p.invent("ownerId", p.account())
			p.invent("name", "default")
			p.invent("description", "default VPC security group")
		},
	},
	"ec2/Subnet": {
		prefix:  "subnet-",
		arn:     arn("ec2", "subnet/"),
		refs:    inVPC,
		refuses: noSuchZone,
		more:    subnet,
		late:    []string{"availabilityZone", "cidrBlock", "ipv6CidrBlock"},
	},
	"ec2/InternetGateway":           {prefix: "igw-", arn: arn("ec2", "internet-gateway/"), refs: inVPC, more: owned},
	"ec2/EgressOnlyInternetGateway": {prefix: "eigw-", refs: inVPC},
	"ec2/EIP":                       {prefix: "eipalloc-", arn: arn("ec2", "elastic-ip/"), more: eip},
	"ec2/NATGateway": {
		prefix: "nat-",
		refs: map[string]target{
			"allocationId":                          idOf("ec2/EIP"),
			"availabilityZoneAddress.allocationIds": idOf("ec2/EIP"),
			"secondaryAllocationIds":                idOf("ec2/EIP"),
			subnetField:                             externalNameOf("ec2/Subnet"),
			"vpcId":                                 externalNameOf("ec2/VPC"),
		},
		refuses: regionalAndZonal,
		more:    natGateway,
		late:    []string{"availabilityMode", "vpcId"},
	},
	"ec2/RouteTable": {prefix: "rtb-", arn: arn("ec2", "route-table/"), refs: inVPC, more: owned},
	"ec2/Route": {
		invent:  func(r *resource) string { return fmt.Sprintf("r-%v%d", r.parameters()["routeTableId"], number(r, 1e9)) },
		derived: true,
		refs: map[string]target{
			"routeTableId":        externalNameOf("ec2/RouteTable"),
			"gatewayId":           externalNameOf("ec2/InternetGateway"),
			"natGatewayId":        externalNameOf("ec2/NATGateway"),
			"egressOnlyGatewayId": idOf("ec2/EgressOnlyInternetGateway"),
			"vpcEndpointId":       externalNameOf("ec2/VPCEndpoint"),
		},
		more: func(p report) {
			p.invent("origin", "CreateRoute")
			p.invent("state", "active")
		},
	},
	"ec2/RouteTableAssociation": {
		prefix: "rtbassoc-",
		refs: map[string]target{
			"routeTableId": externalNameOf("ec2/RouteTable"),
			subnetField:    externalNameOf("ec2/Subnet"),
			"gatewayId":    idOf("ec2/InternetGateway"),
		},
	},
	"ec2/VPCEndpoint": {
		prefix: "vpce-",
		arn:    arn("ec2", "vpc-endpoint/"),
		refs: map[string]target{
			"vpcId":                        externalNameOf("ec2/VPC"),
			"subnetConfiguration.subnetId": idOf("ec2/Subnet"),
		},
		more: endpoint,
	},
	"ec2/VPCEndpointRouteTableAssociation": {
		prefix:   "a-vpce-",
		derived:  true,
		identify: associationID,
		refs:     map[string]target{"vpcEndpointId": idOf("ec2/VPCEndpoint"), "routeTableId": idOf("ec2/RouteTable")},
	},
	"ec2/VPCEndpointSubnetAssociation": {
		prefix:   "a-vpce-",
		derived:  true,
		identify: associationID,
		refs:     map[string]target{"vpcEndpointId": idOf("ec2/VPCEndpoint"), subnetField: externalNameOf("ec2/Subnet")},
	},
	"ec2/VPCEndpointSecurityGroupAssociation": {
		prefix: "a-vpce-",
		refs:   map[string]target{"vpcEndpointId": idOf("ec2/VPCEndpoint"), "securityGroupId": externalNameOf("ec2/SecurityGroup")},
	},
	"ec2/SecurityGroup": {prefix: "sg-", arn: arn("ec2", "security-group/"), refs: inVPC, more: securityGroup},
	"ec2/SecurityGroupRule": {
		invent: func(r *resource) string { return fmt.Sprintf("sgrule-%d", number(r, 1e9)) },
		refs: map[string]target{
			"securityGroupId":       externalNameOf("ec2/SecurityGroup"),
			"sourceSecurityGroupId": externalNameOf("ec2/SecurityGroup"),
			"cidrBlocks":            askedOf("ec2/VPC", "cidrBlock"),
			"ipv6CidrBlocks":        askedOf("ec2/VPC", "ipv6CidrBlock"),
		},
		more: func(p report) { p.invent("securityGroupRuleId", "sgr-"+digest(p.resource, 17)) },
	},
	"ec2/FlowLog": {
		prefix: "fl-",
		arn:    arn("ec2", "vpc-flow-log/"),
		refs: map[string]target{
			"vpcId":                   externalNameOf("ec2/VPC"),
			subnetField:               externalNameOf("ec2/Subnet"),
			"iamRoleArn":              arnOf("iam/Role"),
			"logDestination":          arnOf("cloudwatchlogs/Group"),
			"deliverCrossAccountRole": arnOf("iam/Role"),
		},
	},
}

// subnetField names the subnet that something is in.
const subnetField = "subnetId"

// inVPC is the one reference of everything that lives in a VPC.
var inVPC = map[string]target{"vpcId": externalNameOf("ec2/VPC")}

// inSubnets is the one reference of what says in which subnets a store may lie.
var inSubnets = map[string]target{"subnetIds": externalNameOf("ec2/Subnet")}

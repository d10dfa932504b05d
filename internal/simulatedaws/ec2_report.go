package simulatedaws

import (
	"fmt"
	"strings"

	"github.com/xplatform-dev/xplatform/internal/partition"
)

// owned reports who owns a resource.
func owned(p report) {
	owner := p.account()
	if p.adopted() && p.provider.Shared {
		owner = sharing
	}
	p.invent("ownerId", owner)
}

// vpc reports the VPC and what AWS makes along with one. An adopted VPC has
// the addresses of the default claim, and an IPv6 block.
func vpc(p report) {
	owned(p)
	if p.adopted() {
		p.invent("cidrBlock", "10.0.0.0/16")
	}
	if generated, _ := p.atProvider["assignGeneratedIpv6CidrBlock"].(bool); generated || p.adopted() {
		d := digest(p.resource, 6, "ipv6")
		p.invent("ipv6CidrBlock", fmt.Sprintf("2001:db8:%s:%s00::/56", d[:4], d[4:]))
		p.invent("ipv6AssociationId", "vpc-cidr-assoc-"+digest(p.resource, 17, "ipv6"))
	}
	p.invent("defaultNetworkAclId", "acl-"+digest(p.resource, 17))
	p.invent("defaultRouteTableId", "rtb-"+digest(p.resource, 17))
	p.invent("mainRouteTableId", "rtb-"+digest(p.resource, 17))
	p.invent("defaultSecurityGroupId", defaultSecurityGroupOf(p.externalName()))
	p.invent("dhcpOptionsId", "dopt-"+digest(p.resource, 17))
}

// defaultSecurityGroupOf makes the same id for the VPC, which reports it, and
// for the DefaultSecurityGroup, which takes it over.
func defaultSecurityGroupOf(vpcID string) string {
	return "sg-" + strings.TrimPrefix(vpcID, "vpc-")
}

func defaultSecurityGroupID(r *resource) string {
	id, _ := r.parameters()["vpcId"].(string)
	return defaultSecurityGroupOf(id)
}

// subnet reports the subnet. Of an adopted one, the last letter of its name
// tells the zone, and its addresses are a hash of its name.
func subnet(p report) {
	owned(p)
	if p.adopted() {
		zone := "a"
		if name := p.GetName(); strings.HasSuffix(name[:len(name)-1], "-") {
			zone = name[len(name)-1:]
		}
		n := number(p.resource, 256)
		p.invent("availabilityZone", p.region()+zone)
		p.invent("cidrBlock", fmt.Sprintf("10.0.%d.0/24", n))
		p.invent("ipv6CidrBlock", fmt.Sprintf("2001:db8:0:%x::/64", n))
	}
	if p.text("ipv6CidrBlock") != "" {
		p.invent("ipv6CidrBlockAssociationId", "subnet-cidr-assoc-"+digest(p.resource, 17, "ipv6"))
	}
}

// zoneLetters are the zone suffixes that an account has in some regions. In all
// others it has every one: only exceptions are of interest.
// https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html
var zoneLetters = map[string]string{"ap-northeast-1": "acd", "us-west-1": "ac"}

// noSuchZone repeats AWS's refusal of a subnet in a zone that the account lacks.
func noSuchZone(_ *world, r *resource) string {
	region, zone := r.region(), r.asked("availabilityZone")
	letters, surprising := zoneLetters[region]
	if !surprising || zone == "" || strings.Contains(letters, strings.TrimPrefix(zone, region)) {
		return ""
	}
	zones := region + strings.Join(strings.Split(letters, ""), ", "+region)
	return fmt.Sprintf("creating EC2 Subnet: api error InvalidParameterValue: Value (%s) for parameter availabilityZone is invalid. "+
		"Subnets can currently only be created in the following availability zones: %s.", zone, zones)
}

// eip reports an address that no other one of this world has.
func eip(p report) {
	taken := func(a string) bool { return p.world.withStatus(p.resource, "ec2/EIP", "publicIp", a) != nil }
	ip := address(p.resource, taken)
	p.invent("allocationId", p.externalName())
	p.invent("publicIp", ip)
	p.invent("domain", "vpc")
	p.invent("publicDns", fmt.Sprintf("ec2-%s.%s.compute.%s", strings.ReplaceAll(p.text("publicIp"), ".", "-"), p.region(), partition.Of(p.region()).DNSSuffix))
}

// natGateway reports the address of its EIP. An allocation that is no resource
// here, but named in the claim, has an address of its own.
func natGateway(p report) {
	p.invent("networkInterfaceId", "eni-"+digest(p.resource, 17))
	p.invent("availabilityMode", "zonal")
	if vpcID := status(p.world.withStatus(p.resource, "ec2/Subnet", "id", p.text(subnetField)), "vpcId"); vpcID != "" {
		p.invent("vpcId", vpcID)
	}
	allocation := p.text("allocationId")
	if allocation == "" {
		return
	}
	ip := status(p.world.withStatus(p.resource, "ec2/EIP", "allocationId", allocation), "publicIp")
	if ip == "" {
		ip = address(p.resource, func(string) bool { return false })
	}
	p.invent("associationId", "eipassoc-"+digest(p.resource, 17))
	p.invent("publicIp", ip)
}

// regionalAndZonal refuses a new gateway of a subnet and of a VPC: it is of one zone,
// or of all.
// https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNatGateway.html
func regionalAndZonal(_ *world, r *resource) string {
	if !r.existed && r.asked(subnetField) != "" && r.asked("vpcId") != "" {
		return "InvalidParameterCombination: SubnetId and VpcId cannot both be given: a NAT gateway is either zonal or regional."
	}
	return ""
}

func endpoint(p report) {
	owned(p)
	p.invent("state", "available")
	if p.text("vpcEndpointType") == "Interface" {
		host := fmt.Sprintf("%s.%s.vpce.%s", p.externalName(), p.region(), partition.Of(p.region()).DNSSuffix)
		p.invent("dnsEntry", []any{map[string]any{"dnsName": host, "hostedZoneId": "Z" + strings.ToUpper(digest(p.resource, 13))}})
		return
	}
	p.invent("prefixListId", "pl-"+digest(p.resource, 8))
}

func securityGroup(p report) {
	owned(p)
	p.invent("name", p.GetName())
}

// inVPCOf reports the VPC of what lies in the subnets of a field. It is that of
// the first one.
func inVPCOf(field string) func(report) {
	return func(p report) {
		subnets, _ := p.atProvider[field].([]any)
		if len(subnets) == 0 {
			return
		}
		id, _ := subnets[0].(string)
		if vpcID := status(p.world.withStatus(p.resource, "ec2/Subnet", "id", id), "vpcId"); vpcID != "" {
			p.invent("vpcId", vpcID)
		}
	}
}

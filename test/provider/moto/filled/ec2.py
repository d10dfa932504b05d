"""IPv6 blocks of subnets, security groups in use, and those of interface endpoints."""

from moto.ec2.exceptions import DependencyViolationError
from moto.ec2.models.security_groups import SecurityGroupBackend
from moto.ec2.models.subnets import Subnet
from moto.ec2.models.vpcs import VPCBackend

from . import fills, replaces

fills("subnet-ipv6")
fills("security-group-in-use")
fills("endpoint-default-group")


def ipv6_cidr_block_association_set(self):
    return [
        {
            "ipv6CidrBlock": a["ipv6CidrBlock"],
            "associationId": a["associationId"],
            "ipv6CidrBlockState": {"state": a["ipv6CidrBlockState"]["State"]},
        }
        for a in self.ipv6_cidr_block_associations.values()
        if a["ipv6CidrBlockState"]["State"] == "associated"
    ]


Subnet.ipv6_cidr_block_association_set = property(ipv6_cidr_block_association_set)

FILTERS = {
    "ipv6-cidr-block-association.association-id": lambda a: a["associationId"],
    "ipv6-cidr-block-association.ipv6-cidr-block": lambda a: a["ipv6CidrBlock"],
    "ipv6-cidr-block-association.state": lambda a: a["ipv6CidrBlockState"]["State"],
}


@replaces(Subnet)
def get_filter_value(self, before, filter_name, method_name=None):
    if filter_name in FILTERS:
        return [FILTERS[filter_name](a) for a in self.ipv6_cidr_block_associations.values()]
    return before(self, filter_name, method_name)


@replaces(SecurityGroupBackend)
def _delete_security_group(self, before, vpc_id, group_id):
    for groups in self.groups.values():
        for group in groups.values():
            rules = [*group.ingress_rules, *group.egress_rules]
            if group.id != group_id and any((r.source_group or {}).get("GroupId") == group_id for r in rules):
                raise DependencyViolationError(f"resource {group_id} has a dependent object")
    return before(self, vpc_id, group_id)


@replaces(VPCBackend)
def create_vpc_endpoint(self, before, vpc_id, service_name, endpoint_type, *args, **kwargs):
    if (endpoint_type or "").lower() == "interface" and not kwargs.get("security_group_ids"):
        kwargs["security_group_ids"] = [self.get_security_group_from_name("default", vpc_id=vpc_id).id]
    return before(self, vpc_id, service_name, endpoint_type, *args, **kwargs)

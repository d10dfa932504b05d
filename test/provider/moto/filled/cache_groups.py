"""Parameter groups and subnet groups of ElastiCache."""

from moto.core.responses import ActionResult, EmptyResult
from moto.elasticache.models import CacheSubnetGroup

from . import fills
from .cache import arn, existing, fault, kept, operation

fills("cache-parameter-groups")
fills("cache-subnet-groups")


def group_of(parameters, backend):
    name = parameters.get("CacheParameterGroupName")
    return existing(kept(backend, "parameter groups"), name, "CacheParameterGroupNotFound", "CacheParameterGroup")


def said(group):
    """Returns what an answer says of a parameter group."""
    return {field: value for field, value in group.items() if field != "parameters"}


@operation
def create_cache_parameter_group(parameters, backend):
    name, groups = parameters["CacheParameterGroupName"], kept(backend, "parameter groups")
    if name in groups:
        raise fault("CacheParameterGroupAlreadyExists", f"{name} already exists")
    group = groups[name] = {
        "CacheParameterGroupName": name,
        "CacheParameterGroupFamily": parameters["CacheParameterGroupFamily"],
        "Description": parameters.get("Description", ""),
        "IsGlobal": False,
        "ARN": arn(backend, "parametergroup", name),
        "parameters": {},
    }
    if parameters.get("Tags"):
        backend.tagging_service.tag_resource(group["ARN"], parameters["Tags"])
    return ActionResult({"CacheParameterGroup": said(group)})


@operation
def describe_cache_parameter_groups(parameters, backend):
    groups = kept(backend, "parameter groups").values()
    if parameters.get("CacheParameterGroupName"):
        groups = [group_of(parameters, backend)]
    return ActionResult({"CacheParameterGroups": [said(g) for g in groups]})


@operation
def describe_cache_parameters(parameters, backend):
    set_by_users = group_of(parameters, backend)["parameters"]
    listed = [
        {"ParameterName": name, "ParameterValue": value, "Source": "user", "IsModifiable": True}
        for name, value in set_by_users.items()
    ]
    return ActionResult({"Parameters": listed, "CacheNodeTypeSpecificParameters": []})


@operation
def modify_cache_parameter_group(parameters, backend):
    group = group_of(parameters, backend)
    for p in parameters.get("ParameterNameValues", []):
        group["parameters"][p["ParameterName"]] = p.get("ParameterValue", "")
    return ActionResult({"CacheParameterGroupName": group["CacheParameterGroupName"]})


@operation
def reset_cache_parameter_group(parameters, backend):
    group = group_of(parameters, backend)
    if parameters.get("ResetAllParameters") in (True, "true"):
        group["parameters"].clear()
    for p in parameters.get("ParameterNameValues", []):
        group["parameters"].pop(p["ParameterName"], None)
    return ActionResult({"CacheParameterGroupName": group["CacheParameterGroupName"]})


@operation
def delete_cache_parameter_group(parameters, backend):
    name = group_of(parameters, backend)["CacheParameterGroupName"]
    if any(r.cache_parameter_group_name == name for r in backend.replication_groups.values()):
        raise fault(
            "InvalidCacheParameterGroupState",
            f"One or more cache clusters are still members of this parameter group {name}.",
        )
    del kept(backend, "parameter groups")[name]
    return EmptyResult()


def subnet_group_of(parameters, backend):
    name = parameters["CacheSubnetGroupName"]
    return name, existing(backend.cache_subnet_groups, name, "CacheSubnetGroupNotFoundFault", "Cache subnet group")


@operation
def modify_cache_subnet_group(parameters, backend):
    name, old = subnet_group_of(parameters, backend)
    if "SubnetIds" in parameters and not parameters["SubnetIds"]:
        raise fault("InvalidParameterValue", "Cache subnet group must have at least one subnet.")
    group = backend.cache_subnet_groups[name] = CacheSubnetGroup(
        backend.account_id,
        backend.region_name,
        name,
        parameters.get("CacheSubnetGroupDescription", old.cache_subnet_group_description),
        parameters.get("SubnetIds") or old.subnet_ids,
        old.tags,
    )
    return ActionResult({"CacheSubnetGroup": group})


@operation
def delete_cache_subnet_group(parameters, backend):
    name, _ = subnet_group_of(parameters, backend)
    if any(r.cache_subnet_group_name == name for r in backend.replication_groups.values()):
        raise fault("CacheSubnetGroupInUse", f"Cache subnet group {name} is currently in use by a cache cluster.")
    del backend.cache_subnet_groups[name]
    return EmptyResult()

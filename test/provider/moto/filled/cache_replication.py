"""Replication groups of ElastiCache, and the cache clusters that they consist of."""

import inspect

from moto.core.responses import ActionResult
from moto.elasticache.exceptions import CacheClusterNotFound
from moto.elasticache.models import CacheCluster, ElastiCacheBackend

from . import fills, replaces
from .cache import existing, kept, operation

fills("replication-groups")

# The parameters of ModifyReplicationGroup that are taken over as they are, and the attributes that they change.
CHANGED = {
    "CacheNodeType": "cache_node_type",
    "CacheParameterGroupName": "cache_parameter_group_name",
    "Engine": "engine",
    "EngineVersion": "engine_version",
    "PreferredMaintenanceWindow": "preferred_maintenance_window",
    "ReplicationGroupDescription": "description",
    "SecurityGroupIds": "security_group_ids",
    "SnapshotWindow": "snapshot_window",
    "TransitEncryptionMode": "transit_encryption_mode",
}
SWITCHED = {"AutomaticFailoverEnabled": "automatic_failover", "MultiAZEnabled": "multi_az"}
# What a cluster is given of what its group was created with.
SHARED = (
    "cache_node_type", "cache_parameter_group_name", "cache_subnet_group_name", "engine_version", "port",
    "preferred_maintenance_window", "security_group_ids", "transit_encryption_enabled",
)  # fmt: skip
create_parameters = inspect.signature(ElastiCacheBackend.create_replication_group)


def on(value):
    return value in (True, "true", "True")


def security_groups(ids):
    """Returns what an answer says of security groups; moto's serializer finds their fields by either name."""
    return [{"SecurityGroupId": i, "Status": "active", "security_group_id": i, "status": "active"} for i in ids or []]


@replaces(ElastiCacheBackend)
def create_replication_group(self, before, *args, **kwargs):
    group = before(self, *args, **kwargs)
    given = create_parameters.bind(self, *args, **kwargs).arguments
    while len(group.member_clusters) < int(given.get("num_cache_clusters") or 0):
        group.member_clusters.append(f"{group.replication_group_id}-{len(group.member_clusters) + 1:03d}")
    group.at_rest_encryption_enabled = on(given.get("at_rest_encryption_enabled"))
    for member in group.member_clusters:
        self.cache_clusters[member] = cluster(self, member, group, given)
    return group


def cluster(backend, name, group, given):
    fields = dict.fromkeys(inspect.signature(CacheCluster.__init__).parameters)
    del fields["self"]
    fields.update({field: given.get(field) for field in SHARED})
    fields.update(
        account_id=backend.account_id,
        region_name=backend.region_name,
        cache_cluster_id=name,
        replication_group_id=group.replication_group_id,
        engine=given.get("engine") or "redis",
        num_cache_nodes=1,
        log_delivery_configurations=[],
    )
    made = CacheCluster(**fields)
    made.auth_token_enabled = bool(given.get("auth_token"))
    made.at_rest_encryption_enabled = group.at_rest_encryption_enabled
    made.security_groups = security_groups(given.get("security_group_ids"))
    return made


@operation
def modify_replication_group(parameters, backend):
    name = parameters["ReplicationGroupId"]
    group = existing(backend.replication_groups, name, "ReplicationGroupNotFoundFault", "ReplicationGroup")
    members = [backend.cache_clusters[m] for m in group.member_clusters if m in backend.cache_clusters]
    for parameter, attribute in CHANGED.items():
        if parameters.get(parameter) is not None:
            for changed in [group, *(m for m in members if hasattr(m, attribute))]:
                setattr(changed, attribute, parameters[parameter])
    for parameter, attribute in SWITCHED.items():
        if parameters.get(parameter) is not None:
            setattr(group, attribute, "enabled" if on(parameters[parameter]) else "disabled")
    if parameters.get("AutoMinorVersionUpgrade") is not None:
        for changed in [group, *members]:
            changed.auto_minor_version_upgrade = on(parameters["AutoMinorVersionUpgrade"])
    if parameters.get("SnapshotRetentionLimit") is not None:
        group.snapshot_retention_limit = int(parameters["SnapshotRetentionLimit"])
    for member in members:
        if parameters.get("SecurityGroupIds"):
            member.security_groups = security_groups(parameters["SecurityGroupIds"])
    change_access(parameters, backend, group)
    return ActionResult({"ReplicationGroup": group})


def change_access(parameters, backend, group):
    """Changes who may connect: by token, or by user group."""
    if parameters.get("AuthToken"):
        group.auth_token_enabled = True
    if parameters.get("AuthTokenUpdateStrategy") == "DELETE":
        group.auth_token_enabled = False
    added, removed = parameters.get("UserGroupIdsToAdd") or [], parameters.get("UserGroupIdsToRemove") or []
    for user_group in added:
        existing(kept(backend, "user groups"), user_group, "UserGroupNotFound", "User group")
    group.user_group_ids = [g for g in [*(group.user_group_ids or []), *added] if g not in removed]


@replaces(ElastiCacheBackend)
def delete_replication_group(self, before, replication_group_id, retain_primary_cluster=None):
    group = before(self, replication_group_id, retain_primary_cluster)
    for name, member in list(self.cache_clusters.items()):
        if name in group.member_clusters or getattr(member, "replication_group_id", None) == replication_group_id:
            del self.cache_clusters[name]
    del self.replication_groups[replication_group_id]
    return group


@replaces(ElastiCacheBackend)
def delete_cache_cluster(self, _, cache_cluster_id):
    if cache_cluster_id not in self.cache_clusters:
        raise CacheClusterNotFound(cache_cluster_id)
    deleted = self.cache_clusters.pop(cache_cluster_id)
    deleted.cache_cluster_status = "deleting"
    return deleted

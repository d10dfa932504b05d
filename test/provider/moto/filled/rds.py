"""Resource ids, Performance Insights, parameters that say where they come from, and groups that stay while they are in use."""

import uuid

from moto.rds.exceptions import RDSClientError
from moto.rds.models import DBInstance, DBParameterGroup, RDSBackend
from moto.rds.responses import RDSResponse

from . import fills, replaces

fills("db-resource-id")
fills("performance-insights")
fills("db-parameter-source")
fills("db-subnet-group")
fills("db-parameter-group-in-use")

INSIGHTS = {
    "EnablePerformanceInsights": "performance_insights_enabled",
    "PerformanceInsightsKMSKeyId": "performance_insights_kms_key_id",
    "PerformanceInsightsRetentionPeriod": "performance_insights_retention_period",
}


@replaces(DBInstance)
def __init__(self, before, *args, **kwargs):
    before(self, *args, **kwargs)
    self.dbi_resource_id = "db-" + uuid.uuid4().hex[:26].upper()


@replaces(RDSResponse, "create_db_instance", "create_db_instance_read_replica", "modify_db_instance")
def keep_insights(self, before):
    out = before(self)
    instance = self.backend.databases.get(self.params.get("DBInstanceIdentifier", "").lower())
    for parameter, attribute in INSIGHTS.items():
        if instance is not None and self.params.get(parameter) is not None:
            setattr(instance, attribute, self.params[parameter])
    return out


@replaces(DBParameterGroup)
def update_parameters(self, before, new):
    new = [dict(p) for p in new]
    before(self, new)
    for p in new:
        self.parameters[p["ParameterName"]].setdefault("Source", "user")
        self.parameters[p["ParameterName"]].setdefault("ApplyType", "dynamic")


@replaces(RDSBackend)
def modify_db_subnet_group(self, before, subnet_name, description, subnets):
    if not subnets:
        raise RDSClientError("InvalidParameterValue", "Some input subnets are invalid: a group needs at least one.")
    group = before(self, subnet_name, description, subnets)
    self.subnet_groups[subnet_name] = group
    return group


@replaces(RDSBackend)
def delete_db_parameter_group(self, before, db_parameter_group_name):
    for instance in self.databases.values():
        if instance.db_parameter_group_name == db_parameter_group_name:
            raise RDSClientError(
                "InvalidDBParameterGroupState",
                "One or more database instances are still members of this parameter group "
                f"{db_parameter_group_name}, so the group cannot be deleted",
            )
    return before(self, db_parameter_group_name)

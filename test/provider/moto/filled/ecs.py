"""What a service is created with."""

from moto.ecs.responses import EC2ContainerServiceResponse

from . import fills, replaces

fills("service-fields")

# The parameters of CreateService and UpdateService that are forgotten, and the attributes that DescribeServices reports.
KEPT = {
    "availabilityZoneRebalancing": "availability_zone_rebalancing",
    "capacityProviderStrategy": "capacity_provider_strategy",
    "deploymentConfiguration": "deployment_configuration",
    "enableECSManagedTags": "enable_ecs_managed_tags",
    "enableExecuteCommand": "enable_execute_command",
    "healthCheckGracePeriodSeconds": "health_check_grace_period_seconds",
    "networkConfiguration": "network_configuration",
    "platformVersion": "platform_version",
    "serviceConnectConfiguration": "service_connect_configuration",
}


def keep(response, service):
    for parameter, attribute in KEPT.items():
        value = response._get_param(parameter)
        if value is not None:
            setattr(service, attribute, value)
            setattr(service, parameter, value)  # The name by which moto's serializer looks where the other has none.
    strategy = getattr(service, "capacity_provider_strategy", None)
    if not strategy:
        return
    service.launch_type = None
    for deployment in service.deployments:
        deployment.pop("launchType", None)
        deployment["capacityProviderStrategy"] = strategy


@replaces(EC2ContainerServiceResponse)
def create_service(self, before):
    out = before(self)
    keep(self, out.result["service"])
    return out


@replaces(EC2ContainerServiceResponse)
def update_service(self, before):
    out = before(self)
    keep(self, out.result["service"])
    return out

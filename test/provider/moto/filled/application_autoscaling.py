"""Tags of scalable targets."""

import json

from moto.applicationautoscaling.responses import ApplicationAutoScalingResponse

from . import fills, replaces

fills("scalable-target-tags")


def tags(response):
    """Returns the tags of all targets of an account and region, by ARN."""
    return response.applicationautoscaling_backend.__dict__.setdefault("_tags", {})


@replaces(ApplicationAutoScalingResponse)
def register_scalable_target(self, before):
    out = before(self)
    if self._get_param("Tags"):
        tags(self).setdefault(json.loads(out)["ScalableTargetARN"], {}).update(self._get_param("Tags"))
    return out


@replaces(ApplicationAutoScalingResponse)
def list_tags_for_resource(self, _):
    return json.dumps({"Tags": tags(self).get(self._get_param("ResourceARN"), {})})


@replaces(ApplicationAutoScalingResponse)
def tag_resource(self, _):
    tags(self).setdefault(self._get_param("ResourceARN"), {}).update(self._get_param("Tags") or {})
    return "{}"


@replaces(ApplicationAutoScalingResponse)
def untag_resource(self, _):
    for key in self._get_param("TagKeys") or []:
        tags(self).get(self._get_param("ResourceARN"), {}).pop(key, None)
    return "{}"

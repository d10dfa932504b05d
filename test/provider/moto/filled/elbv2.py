"""Both forms of an action that forwards to one target group."""

from moto.elbv2.models import FakeAction

from . import fills, replaces

fills("forward-action")


@replaces(FakeAction)
def __init__(self, before, data):
    if data.get("Type") == "forward":
        groups = (data.get("ForwardConfig") or {}).get("TargetGroups") or []
        if len(groups) == 1:
            data.setdefault("TargetGroupArn", groups[0]["TargetGroupArn"])
        elif not groups and data.get("TargetGroupArn"):
            data["ForwardConfig"] = {"TargetGroups": [{"TargetGroupArn": data["TargetGroupArn"], "Weight": 1}]}
    before(self, data)

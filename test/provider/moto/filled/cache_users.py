"""Users and user groups of ElastiCache."""

from moto.core.responses import ActionResult
from moto.elasticache.models import ElastiCacheBackend

from . import fills, replaces
from .cache import arn, existing, fault, kept, operation

fills("cache-users")


def user_of(backend, user_id):
    return existing(backend.users, user_id, "UserNotFound", "User")


def group_of(parameters, backend):
    return existing(kept(backend, "user groups"), parameters["UserGroupId"], "UserGroupNotFound", "User group")


@operation
def modify_user(parameters, backend):
    user, mode = user_of(backend, parameters["UserId"]), parameters.get("AuthenticationMode") or {}
    if parameters.get("AccessString"):
        user.access_string = parameters["AccessString"]
    if parameters.get("AppendAccessString"):
        user.access_string += " " + parameters["AppendAccessString"]
    if mode.get("Type"):
        user.authentication_type = mode["Type"]
        user.no_password_required = mode["Type"] == "no-password-required"
    passwords = parameters.get("Passwords") or mode.get("Passwords")
    if passwords:
        user.passwords, user.authentication_type, user.no_password_required = passwords, "password", False
    return ActionResult(user)


@replaces(ElastiCacheBackend)
def delete_user(self, _, user_id):
    user = user_of(self, user_id)
    if user.user_group_ids:
        raise fault("InvalidUserState", f"User {user_id} is in a user group")
    del self.users[user_id]
    user.status = "deleting"
    return user


@operation
def create_user_group(parameters, backend):
    name, groups = parameters["UserGroupId"], kept(backend, "user groups")
    users = [user_of(backend, u) for u in parameters.get("UserIds") or []]
    names = [u.name for u in users]
    if name in groups:
        raise fault("UserGroupAlreadyExists", f"User group {name} already exists")
    if parameters["Engine"].lower() == "redis" and "default" not in names:
        raise fault("DefaultUserRequired", "User Group requires a User with user name 'default'")
    if len(set(names)) != len(names):
        raise fault("DuplicateUserName", "A user with the specified name already exists.")
    for user in users:
        user.user_group_ids.append(name)
    group = groups[name] = {
        "UserGroupId": name,
        "Status": "active",
        "Engine": parameters["Engine"].lower(),
        "UserIds": [u.id for u in users],
        "MinimumEngineVersion": "7.0",
        "ReplicationGroups": [],
        "ServerlessCaches": [],
        "ARN": arn(backend, "usergroup", name),
    }
    if parameters.get("Tags"):
        backend.tagging_service.tag_resource(group["ARN"], parameters["Tags"])
    return ActionResult(group)


@operation
def describe_user_groups(parameters, backend):
    groups = list(kept(backend, "user groups").values())
    if parameters.get("UserGroupId"):
        groups = [group_of(parameters, backend)]
    return ActionResult({"UserGroups": groups})


@operation
def modify_user_group(parameters, backend):
    group = group_of(parameters, backend)
    for u in parameters.get("UserIdsToAdd") or []:
        user_of(backend, u).user_group_ids.append(group["UserGroupId"])
        group["UserIds"].append(u)
    for u in parameters.get("UserIdsToRemove") or []:
        user_of(backend, u).user_group_ids.remove(group["UserGroupId"])
        group["UserIds"].remove(u)
    return ActionResult(group)


@operation
def delete_user_group(parameters, backend):
    group = group_of(parameters, backend)
    name = group["UserGroupId"]
    if any(name in (r.user_group_ids or []) for r in backend.replication_groups.values()):
        raise fault("InvalidUserGroupState", f"User group {name} is in use by a replication group.")
    del kept(backend, "user groups")[name]
    for u in group["UserIds"]:
        if u in backend.users:
            backend.users[u].user_group_ids.remove(name)
    return ActionResult({**group, "Status": "deleting"})

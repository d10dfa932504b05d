"""Says at /inventory what exists, by service with every name that it has. moto's own page, data.json, takes minutes, and lists what
was deleted, too."""

import json
from collections.abc import Mapping

from moto.core.base_backend import BackendDict
from moto.core.common_models import BaseModel

# The attributes by which moto's models name a thing.
NAMES = (
    "id", "arn", "name", "resource_id", "physical_resource_id", "cache_cluster_id", "db_instance_identifier", "domain_name",
    "group_id", "key_id", "replication_group_id", "secret_id",
)  # fmt: skip
COLLECTIONS = (Mapping, list, tuple, set)
# The states of what AWS shows for a while after its deletion.
GONE = ("deleted", "deleting", "inactive", "pendingdeletion", "disassociated")


def served(app):
    """Returns an application of WSGI that answers as app does, and at /inventory."""

    def answer(environ, start_response):
        if environ["PATH_INFO"] != "/inventory":
            return app(environ, start_response)
        body = json.dumps(inventory()).encode()
        start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
        return [body]

    return answer


def inventory():
    services = {}
    for backends in BackendDict._instances:
        found = services.setdefault(backends.service_name, set())
        for regions in backends.values():
            for backend in regions.values():
                for thing in things(list(vars(backend).values()), set()):
                    found.update(names(thing))
    return {service: sorted(found) for service, found in services.items()}


def things(value, seen):
    """Yields what is in a collection, and in the collections of that: a load balancer has listeners, and these have rules. What
    something refers to by itself may be gone."""
    if id(value) in seen:
        return
    seen.add(id(value))
    if isinstance(value, BaseModel):
        yield value
        inside = [v for v in vars(value).values() if isinstance(v, COLLECTIONS)]
    elif isinstance(value, Mapping):
        inside = list(value.values())
    elif isinstance(value, COLLECTIONS):
        inside = list(value)
    else:
        return
    for v in inside:
        yield from things(v, seen)


def names(thing):
    """Returns the names of a thing, or none of one that is gone."""
    states = [str(value).lower() for attribute, value in vars(thing).items() if "stat" in attribute]
    if any(state in GONE for state in states) or getattr(thing, "deleted_date", None):
        return []
    found = (value(thing, attribute) for attribute in NAMES)
    return [name for name in found if isinstance(name, str) and name]


def value(thing, attribute):
    """Returns an attribute of a thing. Some models refuse to be asked for those of others."""
    try:
        return getattr(thing, attribute, None)
    except Exception:  # noqa: BLE001
        return None

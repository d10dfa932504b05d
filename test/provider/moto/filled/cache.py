"""What the modules for ElastiCache share: operations with their parameters, and what moto has no place for."""

import re

from moto.elasticache.exceptions import ElastiCacheException
from moto.elasticache.responses import ElastiCacheResponse


def operation(function):
    """Adds an operation, which is given its parameters and moto's backend."""

    def method(self):
        backend = self.elasticache_backend
        # Tags are asked for by ARN, of which moto knows some kinds alone.
        backend.arn_regex = re.compile(r"^arn:aws[a-z-]*:elasticache:.*$")
        return function(self._get_params(), backend)

    setattr(ElastiCacheResponse, function.__name__, method)
    return function


def kept(backend, what):
    """Returns the things of one kind that moto has no place for, by name."""
    return backend.__dict__.setdefault("_kept", {}).setdefault(what, {})


def arn(backend, kind, name):
    return f"arn:aws:elasticache:{backend.region_name}:{backend.account_id}:{kind}:{name}"


def fault(code, message):
    return ElastiCacheException(code, message)


def existing(things, name, code, what):
    """Returns the thing of a name, or fails as AWS does."""
    if name not in things:
        raise fault(code, f"{what} {name} not found.")
    return things[name]

"""Fills what moto lacks. Each module is for one service of AWS, and says with `fills` which gap of gaps.yaml it fills."""

import pathlib

import yaml

GAPS = {gap["id"]: gap for gap in yaml.safe_load((pathlib.Path(__file__).parent.parent / "gaps.yaml").read_text())}
_filled = set()


def fills(gap):
    """Notes that a gap is filled. It has to be listed as such."""
    if "filled" not in GAPS.get(gap, {}):
        raise SystemExit(f"cannot fill {gap}: gaps.yaml does not list it as filled")
    _filled.add(gap)


def replaces(owner, *names):
    """Returns a decorator that puts a function in the place of the methods of some names, or of its own. The function is
    given what was there before as `before`."""

    def decorate(function):
        for name in names or (function.__name__,):
            _put(owner, name, function)
        return function

    return decorate


def _put(owner, name, function):
    before = getattr(owner, name, None)

    def method(self, *args, **kwargs):
        return function(self, before, *args, **kwargs)

    setattr(owner, name, method)


def check():
    """Fails where gaps.yaml lists something as filled that is not."""
    missing = [name for name, gap in GAPS.items() if "filled" in gap and name not in _filled]
    if missing:
        raise SystemExit(f"cannot start: gaps.yaml lists as filled what nothing fills: {', '.join(missing)}")


from . import application_autoscaling, cache_groups, cache_replication, cache_users, ec2, ecs, elbv2, rds, s3  # noqa: E402,F401

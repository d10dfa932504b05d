"""Runs moto's server with the gaps of gaps.yaml filled, an account that has what claims name, a journal of requests, and a list of what exists.

usage: server.py PORT JOURNAL
"""

import os
import sys

# Roles attach policies of AWS itself. It has to be set before moto is imported.
os.environ["MOTO_IAM_LOAD_MANAGED_POLICIES"] = "true"

import moto.server  # noqa: E402

import account  # noqa: E402
import filled  # noqa: E402
import inventory  # noqa: E402
import journal  # noqa: E402


def main(port, path):
    filled.check()
    account.furnish()
    run = moto.server.run_simple
    moto.server.run_simple = lambda host, port, app, **options: run(host, port, inventory.served(journal.written(app, path)), **options)
    moto.server.main(["--host", "127.0.0.1", "--port", port])


if __name__ == "__main__":
    main(*sys.argv[1:])

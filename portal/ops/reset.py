"""`python -m portal.ops.reset`: throws away what this machine's portal has stored under var/.

Databases on a PostgreSQL server are not touched. It asks first, unless YES=1.
"""

from __future__ import annotations

import os
import shutil
import sys

from django.core.exceptions import ImproperlyConfigured

from portal.ops import environment
from portal.ops.serve import answers
from portal.ops.steps import say, stop

# Keys go with the data they protect; test templates are not data and stay.
STORED = (
    "portal.sqlite3*",
    "tracking.sqlite3*",
    "uploads",
    "kits",
    "spool",
    "cache",
    "mail",
    "secrets",
    "demo-logins.json",
    "page-generation",
)


def main() -> None:
    try:
        environment.prepare(os.environ)
        address = environment.address()
    except ImproperlyConfigured as error:
        stop(str(error))
    if answers(address):
        stop(f"the portal answers on port {address.port}: end it first")
    var = environment.var_dir()
    paths = sorted(path for pattern in STORED for path in var.glob(pattern))
    if not paths:
        say(f"nothing stored in {var}")
        return
    for path in paths:
        say(f"  {path}")
    if os.environ.get("YES") != "1" and not _agreed():
        stop("nothing was thrown away")
    for path in paths:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    say("thrown away; `make demo` begins anew")


def _agreed() -> bool:
    if not sys.stdin.isatty():
        return False
    return input("throw all of this away? write yes: ").strip() == "yes"


if __name__ == "__main__":
    main()

"""`python -m tests.ahead [FOLDER]`: makes ahead of the tests what all their processes need, so that none waits for it.

The migrated databases of the engine that the environment names; with a folder also the prepared demo of the tests in a
browser. Tests that come early wait for what is still being made.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path


def main(folder: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")
    import django

    django.setup()
    from tests.databases import of_this_process
    from tests.e2e import live

    for database in of_this_process():
        database.make_template()
    if folder:
        live.prepared(Path(folder))


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")

""" "Forget me": a person's current keys give way to random ones, so the numbers stay and belong to nobody.

Only keys of open months and years can be found at all: those of closed ones are destroyed (counting rule 11).
"""

from __future__ import annotations

from secrets import token_urlsafe

from django.db.backends.utils import CursorWrapper

_RANDOM_BYTES = 16
"""22 characters, as long as a key."""


def forget(cursor: CursorWrapper, name: str, key: str) -> None:
    """Within a drain's transaction: forgets one key of a month (``YYYY-MM``) or a fiscal year (``fy2569``)."""
    nobody = token_urlsafe(_RANDOM_BYTES)
    if name.startswith("fy"):
        cursor.execute(
            "UPDATE tracking_yearreader SET reader = %s WHERE fiscal_year = %s AND basis = 'account' AND reader = %s",
            [nobody, int(name[2:]), key],
        )
        return
    month = f"{name}-01"
    cursor.execute(
        "DELETE FROM tracking_visitoralias WHERE month = %s AND (visitor = %s OR person = %s)", [month, key, key]
    )
    cursor.execute("DELETE FROM tracking_lastseen WHERE visitor = %s", [key])
    for statement in (
        "UPDATE tracking_monthvisitor SET visitor = %s WHERE month = %s AND visitor = %s",
        "UPDATE tracking_searchmiss SET visitor = %s WHERE month = %s AND visitor = %s",
        "UPDATE tracking_rawevent SET visitor = %s WHERE day >= %s AND visitor = %s",
    ):
        cursor.execute(statement, [nobody, month, key])

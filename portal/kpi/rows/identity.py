"""The day's account: received = counted + duplicate + excluded by reason + malformed (counting rule 10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.kpi.measures.names import REASONS, named
from portal.kpi.rows.table import Cell, RowTable, columns
from portal.thai.dates import thai_date
from portal.tracking.reports import DayAccount, Period, daily_identity


@dataclass(frozen=True)
class Account:
    """The account of some days together."""

    received: int
    counted: int
    duplicate: int
    excluded: int
    malformed: int
    unbalanced: tuple[str, ...]

    @property
    def balanced(self) -> bool:
        return not self.unbalanced


def accounts_of(period: Period) -> list[DayAccount]:
    """The days on which anything was received, the latest first."""
    return sorted(daily_identity(period), key=lambda account: account.day, reverse=True)


def sum_of(accounts: Sequence[DayAccount]) -> Account:
    """The days added up, with the names of days that do not balance."""
    return Account(
        received=sum(account.received for account in accounts),
        counted=sum(account.counted for account in accounts),
        duplicate=sum(account.duplicate for account in accounts),
        excluded=sum(account.excluded_total for account in accounts),
        malformed=sum(account.malformed for account in accounts),
        unbalanced=tuple(thai_date(account.day) for account in accounts if not account.balanced),
    )


def identity_rows(accounts: list[DayAccount]) -> RowTable:
    """One row a day, one column a reason that occurred."""
    duplicates = sorted({reason for account in accounts for reason in account.duplicates})
    excluded = sorted({reason for account in accounts for reason in account.excluded})
    received, counted, malformed = _("ได้รับ"), _("นับ"), _("ผิดรูปแบบ")
    numeric = [
        received,
        counted,
        *(_("ซ้ำ: %(reason)s") % {"reason": named(REASONS, reason)} for reason in duplicates),
        *(_("ไม่นับ: %(reason)s") % {"reason": named(REASONS, reason)} for reason in excluded),
        malformed,
    ]

    def cells(rows: Sequence[DayAccount]) -> list[list[Cell]]:
        return [
            [
                thai_date(row.day, short=True),
                row.received,
                row.counted,
                *(row.duplicates.get(reason, 0) for reason in duplicates),
                *(row.excluded.get(reason, 0) for reason in excluded),
                row.malformed,
                _("ลงตัว") if row.balanced else _("ไม่ลงตัว"),
            ]
            for row in rows
        ]

    return RowTable(
        "identity",
        _("บัญชีประจำวันของการนับ"),
        columns(_("วัน"), *numeric, _("ตรวจผลรวม"), numeric=numeric),
        accounts,
        cells,
        _("ทุกวัน: ได้รับ = นับ + ซ้ำ + ไม่นับ + ผิดรูปแบบ"),
    )

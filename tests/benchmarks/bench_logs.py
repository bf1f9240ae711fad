"""An access log full of robots, its truth known because it was made up: `python -m portal.ops.bench logs`.

200,000 lines (LOG_LINES) are read as they come from servers: the later half first, then the earlier one, the whole file, the
whole gzipped after rotation, and both again. Printed: lines a second, and that the store says what the log truly is. A result that
is not the truth ends the benchmark as failed. `make test` does the same with a tenth of the lines.
"""

from __future__ import annotations

import gzip
import os
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.benchmarks.stores import on_each_engine, seconds

LINES = int(os.environ.get("LOG_LINES", "200000"))
START = datetime(2026, 3, 1, 17, tzinfo=UTC)


def measure(engine: str) -> None:
    """One engine, in a process of its own."""
    from portal.tracking import log_import
    from portal.tracking.keys import KeyStore
    from tests.factories import tree
    from tests.tracking.log_truth import made_up

    pages = tree.build()
    lesson, *others = (
        str(page.get_url_parts()[2])
        for page in (pages.lesson, pages.next_lesson, pages.article, pages.infographic, pages.situation, pages.kit)
    )
    truth = made_up(LINES, [lesson, *others], [f"{lesson}2/", f"{lesson}all/"], start=START, days=28)
    with tempfile.TemporaryDirectory(prefix="bench-logs-") as name:
        folder = Path(name)
        keys = KeyStore(folder / "keys.json")
        log_import.site_keys = lambda: keys  # type: ignore[assignment]
        half = len(truth.lines) // 2
        files = {
            "the later half": written(folder / "access.log", truth.lines[half:]),
            "the earlier half": written(folder / "access.log.1", truth.lines[:half]),
            "the whole": written(folder / "whole.log", truth.lines),
            "the whole, gzip after rotation": folder / "whole.log.2.gz",
        }
        files["the whole, gzip after rotation"].write_bytes(gzip.compress(files["the whole"].read_bytes()))
        print(f"log of {len(truth.lines):,} lines ({engine}); Matomo's import reads fewer than 1,000 a second:")
        for label, file in files.items():
            read(label, lambda file=file: log_import.LogImport().run([file]), half if "half" in label else 2 * half)
            check(truth, label != "the later half")
        again = log_import.LogImport()
        read("both whole files again", lambda: again.run(list(files.values())[2:]), 4 * half)
        assert again.summary.received == 0, again.summary
        check(truth, True)
    print("  equal to the truth after each step: yes")


def written(path: Path, lines: list[str]) -> Path:
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def read(label: str, work: Callable[[], Any], lines: int) -> None:
    took = seconds(work)
    print(f"  {label:32} {took:6.1f} s, {lines / took:8,.0f} lines/s")


def check(truth: Any, whole: bool) -> None:
    """The store's own reports beside the truth; of half the log only that the account balances."""
    from portal.thai.day import Month
    from portal.tracking.reports import Period, daily_identity, monthly_actives, views_by_medium

    year, march = Period.of_fiscal_year(2569), Month(2026, 3)
    accounts = daily_identity(year)
    assert all(account.balanced for account in accounts)
    if not whole:
        return
    assert views_by_medium(year).total == truth.counted
    assert sum(account.counted for account in accounts) == truth.counted
    # Twins in one second lie in different halves; a robot's or a spoilt line more or less is no view.
    assert sum(account.duplicate for account in accounts) == truth.duplicate
    assert monthly_actives(march, march)[march]["anonymous"].total == truth.visitors


def main() -> int:
    return on_each_engine("tests.benchmarks.bench_logs")


if __name__ == "__main__":
    raise SystemExit(main())

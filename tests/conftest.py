"""What all tests share: databases, the fixed cast, a small real site, the running portal and its browsers."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from portal.ops.machine import chromium, postgres_bin

pytest_plugins = ["tests.factories.fixtures", "tests.factories.outside", "tests.e2e.fixtures"]

NOT_RUN_FILE = "PORTAL_NOT_RUN_FILE"
"""Where `make test` reads which tests this machine could not run."""

# Programs known under other names than their own, or kept off the path.
FINDERS = {"chromium": chromium, "postgres": postgres_bin}


def pytest_configure(config: pytest.Config) -> None:
    from portal.ops.messages import compile_messages

    # English pages are tested too; of the test processes only the first compiles.
    if not hasattr(config, "workerinput"):
        compile_messages()


def pytest_unconfigure(config: pytest.Config) -> None:
    # The processes of a parallel run end without Python's own goodbye, so settings/test.py cannot clean up after them.
    folder = os.environ.get("PORTAL_VAR", "")
    if Path(folder).name.startswith("portal-test-"):
        shutil.rmtree(folder, ignore_errors=True)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    from tests.standing import Rooms

    return Rooms(config, log) if config.getvalue("dist") == "loadfile" else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    from tests.standing import arranged

    items[:] = arranged(items)
    for item in items:
        if item.get_closest_marker("e2e"):
            item.add_marker(pytest.mark.needs("chromium"))
        _allow_both_stores(item)
        _needs_programs(item)


def _allow_both_stores(item: pytest.Item) -> None:
    """A test of the database may use the tracking store too, as every page does; naming others in the mark wins."""
    names = getattr(item, "fixturenames", ())
    mark = item.get_closest_marker("django_db")
    if mark is not None and "databases" not in mark.kwargs:
        item.add_marker(pytest.mark.django_db(*mark.args, **{**mark.kwargs, "databases": "__all__"}), append=False)
    elif mark is None and {"db", "transactional_db", "live_server"} & set(names):
        committed = bool({"transactional_db", "live_server"} & set(names))
        item.add_marker(pytest.mark.django_db(transaction=committed, databases="__all__"), append=False)


def _needs_programs(item: pytest.Item) -> None:
    """`@pytest.mark.needs("redis-server")`: without the program the test is named as not run; on CI it fails."""
    wanted = [name for mark in item.iter_markers("needs") for name in mark.args]
    missing = sorted(name for name in wanted if not FINDERS.get(name, lambda name=name: shutil.which(name))())
    if not missing:
        return
    reason = f"not on this machine: {', '.join(missing)}"
    if os.environ.get("CI") == "true":
        item.add_marker(pytest.mark.usefixtures("program_missing"))
        item.user_properties.append(("missing", reason))
    else:
        item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture
def program_missing(request: pytest.FixtureRequest) -> None:
    """CI runs every test: a missing program is a failure there."""
    pytest.fail(dict(request.node.user_properties)["missing"])


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Tells `make test` what was skipped and why."""
    file = os.environ.get(NOT_RUN_FILE)
    if not file or hasattr(config, "workerinput"):
        return
    lines = [
        f"{report.nodeid}: {report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr}"
        for report in terminalreporter.stats.get("skipped", [])
    ]
    with Path(file).open("a", encoding="utf-8") as handle:
        handle.writelines(f"{line}\n" for line in lines)


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_test_environment: None, django_db_blocker: Any
) -> Iterator[None]:
    """Both databases of this process, copied from a migrated template (tests/databases.py)."""
    from tests import databases
    from tests.standing import Standing

    with django_db_blocker.unblock():
        made = databases.of_this_process()
        for database in made:
            database.make(afresh=request.config.getvalue("create_db"))
    request.config.stash[MADE] = made
    yield
    with django_db_blocker.unblock():
        for standing in Standing.all:
            standing.down()
        for database in made:
            database.remove()


MADE: pytest.StashKey[list[Any]] = pytest.StashKey()
FILE: pytest.StashKey[Path] = pytest.StashKey()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Where a file of tests begins, what only files before it wanted to stand is taken down."""
    from tests.standing import only_for

    if item.config.stash.get(FILE, None) != item.path and item.config.stash.get(MADE, None):
        with _unblocked(item):
            only_for(item)
    item.config.stash[FILE] = item.path


def _unblocked(item: pytest.Item) -> Any:
    from pytest_django.plugin import blocking_manager_key

    return item.config.stash[blocking_manager_key].unblock()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """After a test that committed, both databases are as migrated again: root page, locales and groups stand."""
    result = yield
    mark = item.get_closest_marker("django_db")
    made = item.config.stash.get(MADE, None)
    if made and mark is not None and (mark.kwargs.get("transaction") or _is_transactional(item)):
        with _unblocked(item):
            for database in made:
                database.put_back()
    return result


def _is_transactional(item: pytest.Item) -> bool:
    return bool({"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ())))

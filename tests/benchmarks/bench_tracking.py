"""Speeds of counting, printed: `python -m tests.benchmarks.bench_tracking`. Nothing is asserted about time.

Endpoint: requests a second against an empty Django view, of the same server, one after the other (wrk; without it the
two are called in process and only the ratio is comparable). Drain: events a second with all roll-ups, on SQLite and on a
PostgreSQL of its own, into an empty store, a filled one, and one whose month has had 300,000 visitors. Freshness: from a beacon's
answer to its count in what the dashboard reads, the drain looking as often as in the worker.
"""

from __future__ import annotations

import http.client
import os
import re
import shutil
import subprocess
import tempfile
import time
import uuid
from pathlib import Path

SECONDS = int(os.environ.get("BENCH_SECONDS", "5"))
EVENTS = int(os.environ.get("BENCH_EVENTS", "50000"))
AGENT = "Mozilla/5.0 (Linux; Android 13; SM-A135F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36"

SIGNED = (
    "import uuid; from portal.tracking.objects import *; print(sign(ObjectRef('lesson', uuid.UUID(int=1), 'th', 1)))"
)
SPOOL_EVENTS = """
import uuid
from portal.tracking.facts import site_intake
from portal.tracking.objects import ObjectRef, sign
intake = site_intake()
kinds = ('lesson', 'lesson', 'article', 'infographic')
ids = [sign(ObjectRef(kinds[n % 4], uuid.UUID(int=n), 'th', 1, 'internet-for-better-life', 'own', ('elder',))) for n in range(200)]
for n in range(EVENTS):
    environ = {'REMOTE_ADDR': f'10.{n % 20000 // 250}.{n % 250}.1', 'HTTP_USER_AGENT': AGENT}
    intake.server_event(environ, 'view', ids[n * 7 % 200], None, uuid.uuid4())
intake.writer.close()
"""
VISITORS = """
from django.db import transaction
from portal.tracking import store
from portal.tracking.clock import bangkok_day, now_us
day = bangkok_day(now_us())
with transaction.atomic(using='tracking'), store.connection().cursor() as cursor:
    for first in range(0, 300_000, 20_000):
        keys = (f'{n * 7919 % 1_000_003:022d}' for n in range(first, first + 20_000))
        store.MONTH_VISITOR.run(cursor, [(day.month_first, key, 'a', True, 'beacon', day.iso, 1, 0, None) for key in keys])
"""
DRAIN = """
import time
from portal.tracking.drain import Drain
from portal.tracking.models import RawEvent
drain = Drain()
start, cpu = time.perf_counter(), time.process_time()
lines = drain.run()
print(lines / (time.perf_counter() - start), lines / (time.process_time() - cpu))
"""


def wrk(port: int, path: str, body: str) -> float:
    """Requests a second; every answer must be a success."""
    script = Path(tempfile.mkstemp(suffix=".lua")[1])
    script.write_text(
        f'wrk.method="POST" wrk.body="{body}" wrk.headers["User-Agent"]="{AGENT}"\n'
        if body
        else f'wrk.headers["User-Agent"]="{AGENT}"\n'
    )
    command = ["wrk", "-t1", "-c16", f"-d{SECONDS}s", "--latency", "-s", str(script), f"http://127.0.0.1:{port}{path}"]
    answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    script.unlink()
    if "Non-2xx" in answer:
        raise SystemExit(f"answers that are no success:\n{answer}")
    rate = re.search(r"Requests/sec:\s+([\d.]+)", answer)
    slowest = re.search(r"99%\s+(\S+)", answer)
    assert rate and slowest
    print(f"  {path:8} {float(rate[1]):8.0f} requests/s, p99 {slowest[1]}")
    return float(rate[1])


def endpoint(env: dict[str, str]) -> None:
    """The endpoint beside an empty Django view of the same server."""
    from tests.tracking.alone import Server, says

    if not shutil.which("wrk"):
        print("endpoint: not run, wrk is not installed")
        return
    server = Server(env)
    try:
        body = f"i={uuid.uuid4()}&o={says(env, SIGNED)}&a=v"
        print(f"endpoint (granian, 2 workers, {os.cpu_count()} cores shared with wrk):")
        for path, text in (("/empty/", ""), ("/e/", body)):
            wrk_warm(server.port, path, text)
        empty = wrk(server.port, "/empty/", "")
        beacon = wrk(server.port, "/e/", body)
        print(f"  beacon / empty Django view = {beacon / empty:.2f} (aim 2)")
    finally:
        server.kill()


def wrk_warm(port: int, path: str, body: str) -> None:
    """A few requests, so that every worker has started."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    for _ in range(20):
        connection.request("POST" if body else "GET", path, body or None, {"User-Agent": AGENT})
        connection.getresponse().read()
    connection.close()


def drain(env: dict[str, str], engine: str) -> None:
    """Events a second into an empty store, then the same visitors again into the filled one."""
    from tests.tracking.alone import says

    for label in ("empty store", "filled store", "300,000 visitors"):
        if "," in label:
            says(env, VISITORS)
        says(env, f"EVENTS = {EVENTS}; AGENT = {AGENT!r}\n{SPOOL_EVENTS}")
        clock, cpu = (float(number) for number in says(env, DRAIN).split())
        # On a machine busy with other things the second number tells what the drain itself can do.
        print(
            f"drain ({engine}, {EVENTS} events, {label}): {clock:7.0f} events/s (aim 25,000), {cpu:7.0f} per CPU second"
        )


def freshness(env: dict[str, str], engine: str) -> None:
    """Seconds from a beacon's answer to its count in the views of the month, as the dashboard asks for them."""
    from tests.tracking.alone import DJANGO, Server, says

    object_id = says(env, SIGNED)
    server = Server(env)
    draining = subprocess.Popen([*DJANGO, "drain"], env=env)
    try:
        watch = f"""
import http.client, time, uuid
from portal.thai.day import Month
from portal.tracking.clock import bangkok_day, now_us
from portal.tracking.reports import Period, total_views
month = Month.of(bangkok_day(now_us()).date)
def total(): return total_views(Period(month.first, month.last)).total
waits = []
for n in range(10):
    before = total()
    c = http.client.HTTPConnection('127.0.0.1', {server.port})
    c.request('POST', '/e/', f'i={{uuid.uuid4()}}&o={object_id}&a=v', {{'User-Agent': 'Mozilla/5.0 Firefox/127.' + str(n)}})
    assert c.getresponse().status == 204
    start = time.perf_counter()
    while total() == before:
        assert time.perf_counter() - start < 30
        time.sleep(.01)
    waits.append(time.perf_counter() - start)
print(f'median {{sorted(waits)[5]:.2f}} s, longest {{max(waits):.2f}} s')
"""
        time.sleep(2)
        print(f"beacon to dashboard ({engine}): {says(env, watch)} (aim 2 s; Plausible 5 s, Matomo 900 s)")
    finally:
        draining.terminate()
        draining.wait()
        server.kill()


def main() -> None:
    import django

    os.environ.setdefault("PORTAL_VAR", tempfile.mkdtemp(prefix="bench-"))
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.tracking.alone_settings"
    django.setup()
    from portal.ops import private
    from tests.benchmarks.stores import POSTGRESQL, SQLITE, counting_alone

    with counting_alone(SQLITE) as env:
        endpoint(env)
    for engine in (SQLITE, POSTGRESQL):
        try:
            for part in (freshness, drain):
                with counting_alone(engine) as env:
                    part(env, engine)
        except private.NotHere as error:
            print(f"{engine}: not run, {error}")


if __name__ == "__main__":
    main()

"""A burst of beacons at the portal as it is served: `python -m portal.ops.bench burst`.

5,000 a second for 60 s (BURST_RATE, BURST_SECONDS), each another event, ten of one visitor, about two hundred objects, sent by wrk
at an even rate to granian with the portal's own settings; the drain works beside it, as in service, and server, drain and wrk
share the machine's cores. Printed: the answers and their p99 (goal 50 ms), what was acknowledged, and what is counted after the
drain; a beacon answered 204 and not counted ends the benchmark as failed. Only 127.0.0.1 is spoken to. Without wrk a slower
sender in Python takes its place.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from contextlib import ExitStack
from pathlib import Path

from portal.ops import private, serve
from portal.ops.environment import Address
from portal.ops.install import ROOT
from portal.ops.processes import end_group, start

RATE = int(os.environ.get("BURST_RATE", "5000"))
SECONDS = int(os.environ.get("BURST_SECONDS", "60"))
CONNECTIONS = 64
OBJECTS = 200
AGENT = "Mozilla/5.0 (Linux; Android 13; SM-A135F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36"

SIGNED = """
import json, uuid
from portal.tracking.objects import ObjectRef, sign
print(json.dumps([sign(ObjectRef('lesson', uuid.UUID(int=n), 'th', 1, 'internet-for-better-life', 'own', ('elder',))) for n in range(OBJECTS)]))
"""
MIGRATE = "from portal.ops.databases import migrate; migrate('tracking')"
STORED = """
import json
from django.db.models import Sum
from portal.tracking.models import DayIdentity, ObjectDay
account = {f'{o} {r}'.strip(): n for o, r, n in DayIdentity.objects.order_by().values_list('outcome', 'reason').annotate(n=Sum('count'))}
print(json.dumps([account, ObjectDay.objects.aggregate(n=Sum('count'))['n']]))
"""
# Each request has its moment; a connection that comes back early waits for it.
LUA = """
local ffi = require("ffi")
ffi.cdef [[ typedef struct { long s, us; } tv; int gettimeofday(tv *at, void *zone); ]]
local at, n, slot, from = ffi.new("tv"), 0, 0, nil
local function ms() ffi.C.gettimeofday(at, nil) return tonumber(at.s) * 1000 + tonumber(at.us) / 1000 end
local objects = { %s }
function delay()
  from = from or ms()
  slot = slot + 1
  return math.max(0, math.floor(from + slot * 1000 / %d - ms()))
end
function request()
  n = n + 1
  local visitor, object = math.floor(n / 10), objects[n %% #objects + 1]
  local body = string.format("i=%%08x-%s-%%012x&o=%%s&a=v", n, n, object)
  return wrk.format("POST", "/e/", { ["User-Agent"] = string.format("%s P%%d", visitor) }, body)
end
"""


class Sender:
    """What was sent and answered, by wrk or without it."""

    answered, errors, rate = 0, "", 0.0
    p50 = p99 = "?"

    def wrk(self, port: int, objects: list[str], script: Path) -> None:
        listed = ", ".join(f'"{one}"' for one in objects)
        script.write_text(LUA % (listed, RATE, str(uuid.uuid4())[9:23], AGENT))
        command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--timeout", "10s", "--latency", "-s", str(script),
                   f"http://127.0.0.1:{port}/e/"]  # fmt: skip
        said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=SECONDS + 60).stdout
        found = dict(re.findall(r"(50|99)%\s+(\S+)", said))
        self.p50, self.p99 = found["50"], found["99"]
        self.answered = int(re.search(r"(\d+) requests in", said)[1])  # type: ignore[index]
        self.rate = float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])  # type: ignore[index]
        self.errors = " ".join(re.findall(r"(?:Non-2xx|Socket errors).*", said))

    def python(self, port: int, objects: list[str]) -> None:
        """Sixteen threads at the same even rate, as far as they come."""
        took: list[float] = []
        until, pause = time.monotonic() + SECONDS, 16 / RATE

        def send(thread: int) -> None:
            connection, n, due = http.client.HTTPConnection("127.0.0.1", port, timeout=10), 0, time.monotonic()
            while time.monotonic() < until:
                n, due = n + 1, due + pause
                time.sleep(max(0.0, due - time.monotonic()))
                body = f"i={uuid.uuid4()}&o={objects[n % OBJECTS]}&a=v"
                start = time.perf_counter()
                connection.request("POST", "/e/", body, {"User-Agent": f"{AGENT} P{thread}-{n // 10}"})
                answer = connection.getresponse()
                answer.read()
                took.append(time.perf_counter() - start)
                if answer.status != 204:
                    self.errors = f"answered {answer.status}"

        threads = [threading.Thread(target=send, args=(number,)) for number in range(16)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        took.sort()
        self.answered, self.rate = len(took), len(took) / SECONDS
        self.p50, self.p99 = (f"{took[int(len(took) * part)] * 1_000:.1f}ms" for part in (0.5, 0.99))


def environment(folder: Path) -> dict[str, str]:
    """Production settings with files in the folder, and nothing of the shell's own portal."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TEST_", "PORTAL_", "DJANGO_"))}
    for name in ("DATABASE_URL", "TRACKING_DATABASE_URL", "REDIS_URL", "COUNTING_KEYS"):
        kept.pop(name, None)
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": "portal.settings.production",
        "SECRET_KEY": uuid.uuid4().hex * 2,
        "ALLOWED_HOSTS": "127.0.0.1",
        "PORTAL_VAR": str(folder),
        "PYTHONPATH": str(ROOT),
    }


def says(env: dict[str, str], program: str) -> str:
    whole = f"import django; django.setup()\n{program}"
    done = subprocess.run([sys.executable, "-c", whole], env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    return done.stdout.strip()


def answers(port: int) -> bool:
    """Whether the endpoint does: /livez would send us to https, as in production."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/e/nothing")
        return connection.getresponse().status == 404
    except OSError:
        return False
    finally:
        connection.close()


def burst(engine: str, env: dict[str, str], folder: Path) -> int:
    """One burst; 1 when something acknowledged is not counted."""
    # The tracking store alone: the other database is not asked by a beacon, nor by the drain.
    alone = {**env, "DJANGO_SETTINGS_MODULE": "tests.tracking.alone_settings"}
    says(alone, MIGRATE)
    objects = json.loads(says(env, SIGNED.replace("OBJECTS", str(OBJECTS))))
    address = Address("127.0.0.1", private.spare_port(), 2)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = start(serve.server_command(address), env=env, cwd=ROOT, **quiet)
    drain = start([sys.executable, "manage.py", "drain"], env=env, cwd=ROOT, **quiet)
    sent = Sender()
    try:
        until = time.monotonic() + 60
        while not answers(address.port):
            assert time.monotonic() < until, "the server does not come up"
            time.sleep(0.2)
        time.sleep(1)
        sent.wrk(address.port, objects, folder / "burst.lua") if shutil.which("wrk") else sent.python(
            address.port, objects
        )
    finally:
        # The server first: its last lines are then in the spool, and the drain ends when it has stored them.
        end_group(server.pid, [server], 20)
        began = time.monotonic()
        drain.send_signal(signal.SIGTERM)
        drain.wait(600)
        behind = time.monotonic() - began
    account, by_day = json.loads(says(alone, STORED))
    counted, open_at_end = account.get("counted", 0), account.get("counted", 0) - sent.answered
    who = "wrk" if shutil.which("wrk") else "Python threads, wrk is not installed"
    print(f"burst ({engine}): {RATE:,}/s asked for {SECONDS} s; granian with {address.workers} workers, the drain and {who} on"
          f" {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")  # fmt: skip
    print(
        f"  {sent.rate:,.0f} answers/s, {'every one 204' if not sent.errors else sent.errors}; p50 {sent.p50}, p99 {sent.p99} (goal 50 ms)"
    )
    print(
        f"  acknowledged {sent.answered:,}, counted {counted:,} (under way as the sender ended: {open_at_end}); {behind:.1f} s to drain the rest"
    )
    lost = not 0 <= open_at_end <= CONNECTIONS or counted != by_day or account["received"] != counted
    if lost:
        print(f"  LOST OR DOUBLED: {account}, in roll-ups {by_day}")
    return int(bool(lost or sent.errors))


def main() -> int:
    failed = 0
    for engine in ("SQLite", "PostgreSQL"):
        with tempfile.TemporaryDirectory(prefix="bench-burst-") as name, ExitStack() as servers:
            env = environment(Path(name))
            if engine == "PostgreSQL":
                try:
                    env["TRACKING_DATABASE_URL"] = servers.enter_context(private.postgres())
                except private.NotHere as error:
                    print(f"burst ({engine}): not run, {error}")
                    continue
            failed |= burst(engine, env, Path(name))
    return failed


if __name__ == "__main__":
    raise SystemExit(main())

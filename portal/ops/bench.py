"""`python -m portal.ops.bench [name …]`: benchmarks in tests/benchmarks/, each printing its figures.

A benchmark is a module `bench_<name>.py` with a `main()`; it tells speeds as ratios to a peer measured in the same run
and asserts nothing about time.
"""

from __future__ import annotations

import os
import subprocess
import sys

from portal.ops.install import ROOT
from portal.ops.steps import say, step

FOLDER = ROOT / "tests" / "benchmarks"


def main(names: list[str]) -> int:
    """Runs the named benchmarks, or all; 1 when one has failed."""
    found = {path.stem.removeprefix("bench_"): path for path in sorted(FOLDER.glob("bench_*.py"))}
    unknown = sorted(set(names) - set(found))
    if unknown:
        say(f"no benchmark {', '.join(unknown)}; there are: {', '.join(found) or 'none'}")
        return 2
    failed = []
    for name in names or found:
        with step(name):
            # A process each: what one leaves in memory is no other's start.
            program = f"from tests.benchmarks.bench_{name} import main; raise SystemExit(main())"
            env = {**os.environ, "PYTHONPATH": str(ROOT)}
            if subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=env, check=False).returncode != 0:
                failed.append(name)
    if failed:
        say(f"failed: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

"""What it costs to bring a people file in, from the command line to the saved map.

    python benchmarks/import_bench.py [--people 1000 2000 10000 100000] [--runs 2] [--json]

Each size is imported into a new map by ``cxmap import`` in a process of its own; CPU seconds and the
largest memory are that process's (the smallest of the runs), wall seconds depend on the disk and on
whoever else is at work. The floor is another process that reads the same rows with ``csv.reader`` and
writes them with ``json.dump``. Promised: 100,000 rows in at most 6 s and 400 MB, 2,000 rows in less
than 0.5 s, and cost that grows linearly.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

Cost = dict[str, float]
"""``cpu`` and ``wall`` in seconds, ``mb`` in megabytes."""

PROMISED = {2_000: (0.5, 400.0), 100_000: (6.0, 400.0)}
"""Seconds and megabytes by number of rows."""

_FIRST = ("Ana", "Bo", "Chen", "Dina", "Elif", "Frank", "Grace", "Hugo", "Ines", "Jan")
_LAST = ("Moren", "Lindberg", "Kowalski", "Santos", "Berger", "Rossi", "Hale", "Tanaka", "Weiman")
_TITLES = ("Head of", "Manager", "Senior Clerk,", "Team Lead,", "Director")
_UNITS = ("Care", "Billing", "Network", "Sales", "IT", "Finance", "HR", "Legal")

_FLOOR = """
import csv, json, sys
with open(sys.argv[1], newline="") as source, open(sys.argv[2], "w") as target:
    json.dump(list(csv.reader(source)), target)
"""


def write_people(file: Path, count: int) -> None:
    """A list of people with ids, titles, units, addresses and managers, seven reports each."""
    drawn = random.Random(1)
    with file.open("w", newline="", encoding="utf-8") as opened:
        writer = csv.writer(opened)
        writer.writerow(["Employee ID", "Name", "Job Title", "Department", "E-mail", "Manager ID"])
        for n in range(count):
            unit = drawn.choice(_UNITS)
            name = f"{drawn.choice(_FIRST)} {drawn.choice(_LAST)}{drawn.choice('abcdefgh')}"
            title = f"{drawn.choice(_TITLES)} {unit}" if n else "President"
            boss = f"E{(n - 1) // 7:06d}" if n else ""
            writer.writerow([f"E{n:06d}", name, title, unit, f"p{n}@example.com", boss])


def cost(words: list[str]) -> Cost:
    """CPU and wall seconds and the largest memory in MB of one process.

    Raises:
        SystemExit: If it fails.
    """
    began = time.perf_counter()
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    if status:
        raise SystemExit(f"{words} ended with {status}")
    share = 1024 if sys.platform != "darwin" else 1024 * 1024
    return {"cpu": used.ru_utime + used.ru_stime, "wall": wall, "mb": used.ru_maxrss / share}


def least(runs: list[Cost]) -> Cost:
    """The smallest figure of each kind."""
    return {key: round(min(run[key] for run in runs), 3) for key in runs[0]}


def measure(count: int, runs: int, folder: Path) -> tuple[Cost, Cost]:
    """Import and floor for one size."""
    people = folder / f"people{count}.csv"
    write_people(people, count)
    python = sys.executable
    imports = [
        cost([python, "-m", "cxmap", "import", str(folder / f"map{count}-{n}.json"), str(people)])
        for n in range(runs)
    ]
    copy = str(folder / "rows.json")
    floors = [cost([python, "-c", _FLOOR, str(people), copy]) for _ in range(runs)]
    return least(imports), least(floors)


def verdict(count: int, done: Cost) -> str:
    """Whether a promise holds, where there is one for the size."""
    promised = PROMISED.get(count)
    if promised is None:
        return ""
    kept = done["cpu"] <= promised[0] and done["mb"] <= promised[1]
    return f"{'kept' if kept else 'MISSED'}: {promised[0]} s, {promised[1]:.0f} MB"


def main() -> None:
    """Measure every size and print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--people", type=int, nargs="+", default=[1_000, 2_000, 10_000, 100_000])
    parser.add_argument("--runs", type=int, default=2)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CXMAP_HOME"] = folder
        cost([sys.executable, "-m", "cxmap", "--version"])
        found = {count: measure(count, asked.runs, Path(folder)) for count in asked.people}
    if asked.json:
        print(json.dumps({n: {"import": done, "floor": bare} for n, (done, bare) in found.items()}))
        return
    print("   people |  import: CPU   wall   µs a row    MB |  floor: CPU    MB | promise")
    for count, (done, floor) in found.items():
        print(
            f"{count:>9,} |{done['cpu']:>11.2f}s {done['wall']:>5.2f}s "
            f"{done['cpu'] / count * 1e6:>9.0f} {done['mb']:>6.0f} |"
            f"{floor['cpu']:>10.2f}s {floor['mb']:>5.0f} | {verdict(count, done)}"
        )


if __name__ == "__main__":
    main()

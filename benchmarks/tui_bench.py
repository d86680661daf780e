"""What the screens cost, in bytes and CPU time, beside a bare Textual app at the same size.

    python benchmarks/tui_bench.py [PEOPLE...] [--screen organisation] [--size 120x40] [--repeats 3]
    python benchmarks/tui_bench.py --demo harbor-telecom [--repeats 9]

The first measures made maps on one screen. The second starts ``cxmap MAP`` itself on a copy of a
sample, until the names of whom to talk to stand there: the first useful frame.

Both programs run on a real pseudo-terminal, in turn, and are given the same keys. Ratios are
medians over all presses and repeats. Wall time is not used: it tells more about the machine.
Needs Linux (CPU time is read from the scheduler's counters). Measure on a real install, or let
bytecode be written: an editable install without it compiles the program at every start.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections import defaultdict
from pathlib import Path
from statistics import median

from made_map import make_map

from cxmap.clock import SystemClock
from cxmap.session.demo import copy_sample

HERE = Path(__file__).resolve().parent
QUIET = 0.15
"""Seconds without output after which a key is answered."""

DOWN, PAGE = b"\x1b[B", b"\x1b[6~"
SCRIPT: tuple[tuple[str, bytes, int], ...] = (
    ("unfold", b"o", 1),
    ("down", DOWN, 12),
    ("page", PAGE, 4),
    ("", b"g", 1),
    ("", b"/", 1),
    ("search", b"9", 1),
    ("search", b"7", 1),
    ("", b"\x1b", 1),
    ("", b"f", 1),
    ("filter", b"c", 1),
    ("filter", b"a", 1),
)
"""Name of the figure (none for keys that only lead on), the key, and how often it is pressed."""

YARDSTICK = tuple(step for step in SCRIPT if step[0] in ("down", "page"))
"""What the bare list is asked."""

BARS = {
    "start cpu": {100: 1.5, 10_000: 2, 100_000: 4},
    "down bytes": {100_000: 0.10},
    "down cpu": {100_000: 1.0},
    "page bytes": {100_000: 1.3},
    "search cpu": {100: 3, 10_000: 4, 100_000: 12},
    "filter cpu": {100: 3, 10_000: 4, 100_000: 12},
    "unfold cpu": {100: 3, 10_000: 4, 100_000: 12},
}
"""Promises of the program: at most this many times the yardstick, by number of people."""


class Run:
    """One program on one pseudo-terminal."""

    def __init__(self, command: list[str], columns: int, lines: int) -> None:
        self._end, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        env = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        for name in ("NO_COLOR", "COLUMNS", "LINES", "PYTHONDONTWRITEBYTECODE"):
            env.pop(name, None)
        self._process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, env=env, start_new_session=True
        )
        os.close(slave)

    def read(self, quiet: float, limit: float = 30) -> int:
        """Bytes written until nothing came for some seconds."""
        total, end = 0, time.monotonic() + limit
        while time.monotonic() < end:
            ready, _, _ = select.select([self._end], [], [], quiet)
            if not ready:
                break
            try:
                chunk = os.read(self._end, 1 << 16)
            except OSError:
                break
            if b"\x1b[?2026$p" in chunk:
                os.write(self._end, b"\x1b[?2026;2$y")
            total += len(chunk)
        return total

    def start(self) -> float:
        """CPU milliseconds until the screen rests."""
        while not self.read(0.5):
            if self._process.poll() is not None:
                raise SystemExit(f"ended at once: {self._process.args}")
        self.read(0.8)
        return self.cpu()

    def cpu(self) -> float:
        """CPU milliseconds so far, all threads."""
        tasks = Path(f"/proc/{self._process.pid}/task")
        stats = (int((task / "schedstat").read_text().split()[0]) for task in tasks.iterdir())
        return sum(stats) / 1e6

    def press(self, key: bytes) -> tuple[int, float]:
        """Bytes and CPU milliseconds that one key costs."""
        before = self.cpu()
        os.write(self._end, key)
        select.select([self._end], [], [], 1.0)  # a slow answer is still an answer
        return self.read(QUIET), self.cpu() - before

    def rest(self, seconds: float) -> int:
        """Bytes written while nobody does anything."""
        return self.read(seconds, limit=seconds)

    def stop(self) -> None:
        """Leave by signal, as the system would ask it to."""
        os.killpg(self._process.pid, signal.SIGTERM)
        self.read(0.3)
        self._process.wait(10)
        os.close(self._end)


def cost_of_start(file: Path, size: tuple[int, int], repeats: int) -> None:
    """Print what the command costs on a map until its first screen rests, beside the bare list."""
    ours, bare = [], []
    for _ in range(repeats):
        for command, into in (
            ([sys.executable, "-m", "cxmap", str(file)], ours),
            ([sys.executable, str(HERE / "bare_option_list.py")], bare),
        ):
            run = Run(command, *size)
            try:
                into.append(run.start())
            finally:
                run.stop()
    ratios = sorted(one / other for one, other in zip(ours, bare, strict=True))
    print(
        f"{file.stem}: first useful frame {median(ours):.0f} ms CPU, bare list {median(bare):.0f} ms,"
        f" {median(ratios):.2f} x ({ratios[0]:.2f} to {ratios[-1]:.2f}), at most"
        f" {BARS['start cpu'][100]:g}"
    )


def measure(
    command: list[str], steps: tuple[tuple[str, bytes, int], ...], size: tuple[int, int]
) -> dict[str, list[float]]:
    """Every figure of one run."""
    found: dict[str, list[float]] = defaultdict(list)
    run = Run(command, *size)
    try:
        found["start cpu"].append(run.start())
        for name, key, times in steps:
            for _ in range(times):
                written, spent = run.press(key)
                if name:
                    found[f"{name} bytes"].append(written)
                    found[f"{name} cpu"].append(spent)
            if name == "page":
                found["idle bytes"].append(run.rest(2.0))
    finally:
        run.stop()
    return found


def bar_of(figure: str, people: int) -> float | None:
    """The promise for a figure at a number of people; None where nothing is promised."""
    by_size = BARS.get(figure, {})
    return next((bar for size, bar in sorted(by_size.items()) if people <= size), None)


def report(people: int, ours: dict[str, list[float]], bare: dict[str, list[float]]) -> None:
    """Print one table."""
    key_cpu, key_bytes = median(bare["down cpu"]), median(bare["down bytes"])
    print(f"\n{people} people; a key in the bare list: {key_cpu:.1f} ms, {key_bytes:.0f} bytes")
    for figure, values in ours.items():
        yardstick = bare.get(figure) or ([key_cpu] if figure.endswith("cpu") else [key_bytes])
        ratio = median(values) / max(median(yardstick), 1e-9)
        bar = bar_of(figure, people)
        said = "" if bar is None else f"  at most {bar:g}" + ("" if ratio <= bar else "  MISSED")
        shown = f"{ratio:7.2f} x" if figure != "idle bytes" else "         "
        print(f"  {figure:13s} {median(values):9.1f} {shown}{said}")


def main() -> None:
    """Measure the sizes that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("people", nargs="*", type=int, default=[100, 2_000, 100_000])
    parser.add_argument("--screen", default="organisation")
    parser.add_argument("--size", default="120x40")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--demo", help="name of a sample; measures the start of the command on it")
    asked = parser.parse_args()
    columns, lines = (int(part) for part in asked.size.split("x"))
    if asked.demo:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / f"{asked.demo}.json"
            copy_sample(asked.demo, file, today=SystemClock().today())
            cost_of_start(file, (columns, lines), asked.repeats)
        return
    bare = [sys.executable, str(HERE / "bare_option_list.py")]
    steps = SCRIPT if asked.screen == "organisation" else SCRIPT[1:3]
    with tempfile.TemporaryDirectory() as folder:
        for people in asked.people:
            file = make_map(Path(folder) / f"{people}.json", people)
            ours: dict[str, list[float]] = defaultdict(list)
            theirs: dict[str, list[float]] = defaultdict(list)
            program = [sys.executable, str(HERE / "screen_app.py"), str(file), asked.screen]
            for _ in range(asked.repeats):
                for found, into in (
                    (measure(program, steps, (columns, lines)), ours),
                    (measure(bare, YARDSTICK, (columns, lines)), theirs),
                ):
                    for figure, values in found.items():
                        into[figure] += values
            report(people, ours, theirs)


if __name__ == "__main__":
    main()

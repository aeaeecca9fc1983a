"""Commands: `gesta` as a user starts it, in a process of its own, with the time and memory it took.

Time and memory come from the operating system when the process ends (`wait4`), so that nothing has to be built into
the command. This works on Linux and macOS.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import gesta

# Linux counts the peak in KiB, macOS in bytes.
RSS_UNIT = 1 if sys.platform == "darwin" else 1024


class CommandError(Exception):
    """Raised when a command that is to be measured fails; says what it wrote on standard error."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run: wall-clock seconds from start to end, peak resident memory in bytes, and what it wrote."""

    seconds: float
    peak: int
    output: bytes


def run_gesta(arguments: Sequence[str], hash_seed: str = "random") -> Run:
    """One run of `gesta` with these arguments. Raises CommandError when it does not end with status 0.

    `hash_seed` is Python's own: two seeds give two orders of every set, so that an order that leaks out is seen. On
    Linux the peak is never less than what this process holds when it starts the other: measure before loading much.
    """
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        started = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", "gesta", *arguments],
            stdin=subprocess.DEVNULL, stdout=output, stderr=errors,
            env=environment() | {"PYTHONHASHSEED": hash_seed},
        )  # fmt: skip
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        errors.seek(0)
        if process.returncode:
            said = errors.read().decode(errors="replace").strip()
            raise CommandError(f"gesta {' '.join(arguments)}: status {process.returncode}: {said}")
        return Run(seconds, usage.ru_maxrss * RSS_UNIT, output.read())


def environment() -> dict[str, str]:
    """The environment of this process, in which a new one finds the very `gesta` that this one runs."""
    folders = [str(Path(gesta.__file__).resolve().parents[1]), os.environ.get("PYTHONPATH", "")]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, folders))}

"""What was measured, kept as one small file for each kind of comparison.

A file says when, in how many turns, with which versions and on what kind of machine it was
measured, and how busy that was. The book's page of results is made from these files.
"""

from __future__ import annotations

import json
import os
import platform
import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.measured import Budget, Comparison, Growth, Measured

FOLDER = Path(__file__).parent / "results"
DIGITS = 4  # of a float; a measurement has no more
KINDS: dict[str, type[Measured]] = {
    "comparisons": Comparison,
    "budgets": Budget,
    "growths": Growth,
}


@dataclass(frozen=True)
class Results:
    """One run of one kind of comparison.

    `load` is the machine's load average before and after, of which the run itself makes about 1;
    `absent` are the peers that would have been measured too.
    """

    date: str
    machine: str
    load: list[float]
    versions: dict[str, str]
    absent: list[str]
    measured: list[Measured]

    @property
    def turns(self) -> int:
        """All turns taken together: how much work went into the file."""
        return sum(one.turns for one in self.measured)


def read(file: Path) -> Results:
    """The results in a file.

    Raises
    ------
    ValueError
        If there is no such file, or it is damaged; the message says how to make it anew.
    """
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
        measured = [kind(**one) for key, kind in KINDS.items() for one in content.pop(key, ())]
        results = Results(**content, measured=measured)
        if not measured:
            raise ValueError("it holds no measurement")
    except (OSError, ValueError, TypeError, AttributeError) as error:
        problem = "is not there" if isinstance(error, FileNotFoundError) else f"is damaged: {error}"
        advice = f"python -m benchmarks {file.stem} --save"
        raise ValueError(f"{file.name} {problem}; next step: {advice}") from error
    return results


def save(results: Results, file: Path) -> str:
    """Write the results, unless that would lose something, and say in a sentence what was done.

    A file is never replaced by one that lacks a peer, since all ratios are of one run, nor by one
    of fewer turns. Whoever wants that deletes the old file first.
    """
    if not results.measured:
        return f"Nothing was measured, so {file.name} stays as it is."
    try:
        old = read(file)
    except ValueError:
        pass  # nothing there that could be lost
    else:
        lost = sorted(old.versions.keys() - results.versions.keys())
        if lost:
            return f"Not saved: {file.name} of {old.date} has {', '.join(lost)}, this run has not."
        if old.turns > results.turns:
            return f"Not saved: {file.name} of {old.date} took more turns than this run."
    content: dict[str, Any] = {
        "date": results.date,
        "machine": results.machine,
        "load": results.load,
        "versions": results.versions,
        "absent": results.absent,
    }
    for key, kind in KINDS.items():
        chosen = [_rounded(asdict(one)) for one in results.measured if isinstance(one, kind)]
        if chosen:
            content[key] = chosen
    file.parent.mkdir(exist_ok=True)
    text = json.dumps(content, indent=1, ensure_ascii=False)
    file.write_text(text + "\n", encoding="utf-8")
    without = f", without {', '.join(results.absent)}" if results.absent else ""
    return f"Saved {file.name}{without}."


def machine() -> str:
    """The kind of machine this is: processors and system, and no name of its own."""
    cpus = Path("/proc/cpuinfo")
    named = re.search(r"model name\s*: (.+)", cpus.read_text()) if cpus.exists() else None
    model = named[1] if named else platform.processor() or platform.machine()
    return f"{os.cpu_count()} × {model}, {platform.system()}"


def load() -> list[float]:
    """The load average of the last minute, where the system counts it."""
    return [round(os.getloadavg()[0], 1)] if hasattr(os, "getloadavg") else []


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _rounded(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_rounded(inner) for inner in value]
    return float(f"{value:.{DIGITS}g}") if isinstance(value, float) else value

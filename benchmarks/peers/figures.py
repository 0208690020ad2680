"""What was measured, several times of each, told beside ours."""

import time
from collections.abc import Callable, Mapping, Sequence
from statistics import median
from typing import NamedTuple

from benchmarks.measure import line


class Taken(NamedTuple):
    """One run: seconds on the clock, seconds of processor, and the most memory in MB where it was looked at."""

    seconds: float
    processor: float
    megabytes: float | None = None


def beside(measured: Mapping[str, Sequence[Taken]]) -> None:
    """A line for each, medians; the first is ours, and what a ratio is to. Of processor: the clock also counts what a
    busy machine did meanwhile."""
    ours = median(one.processor for one in next(iter(measured.values())))
    for name, runs in measured.items():
        processor, seconds = (median(values) for values in ((r.processor for r in runs), (r.seconds for r in runs)))
        memory = [run.megabytes for run in runs if run.megabytes is not None]
        peak = f", peak {max(memory):,.0f} MB" if memory else ""
        told = f"processor {_text(processor)}, {processor / ours:.2f} × ours; clock {_text(seconds)}{peak}"
        line(f"  {name}", f"{told}; median of {len(runs)}")


def _text(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 0.1 else f"{seconds * 1000:.1f} ms"


def taken(work: Callable[[], object]) -> Taken:
    """Something done in this process."""
    began, before = time.perf_counter(), time.process_time()
    work()
    return Taken(time.perf_counter() - began, time.process_time() - before)

"""What people write: a plan saved, the book's maps opened, a network laid out."""

import time
from pathlib import Path
from statistics import median

from benchmarks.measure import line
from steward.plans import strategy as ours
from steward.plans.store import Plans
from steward.plans.strategy import Strategy

SAVES = 30


def saving(home: Path) -> None:
    """One field of a whole plan changed and saved, again and again."""
    from dataclasses import replace

    plans = Plans(home / "account_plans")
    folder = max(plans.folder.glob("*/strategy.toml"), key=lambda path: path.stat().st_size)
    account_id = folder.read_text(encoding="utf-8").partition('account_id = "')[2].partition('"')[0]
    seconds = []
    for number in range(SAVES):
        opened = plans.open(Strategy, ours.FILE, account_id)
        plan = replace(opened.plan, position=replace(opened.plan.position, ambition=f"Ambition {number}"))
        started = time.perf_counter()
        plans.save(opened, plan, "Bench")
        seconds.append(time.perf_counter() - started)
    size = folder.stat().st_size / 1024
    line(f"saving a plan of {size:.0f} kB (aim ≤ 50 ms)", f"{median(seconds) * 1000:.0f} ms")

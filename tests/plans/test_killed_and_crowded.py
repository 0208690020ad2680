"""A process killed while it saves, and two that save the same plan: nothing is ever half, and nothing is lost."""

import json
import multiprocessing
import os
import random
import signal
import time
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from steward.errors import PlanChangedMeanwhile
from steward.plans import strategy as ours
from steward.plans.journal import NAME
from steward.plans.merge import Merge
from steward.plans.store import Opened, Plans, digest_of
from steward.plans.strategy import Action, Strategy

SPAWN = multiprocessing.get_context("forkserver")
SPAWN.set_forkserver_preload(["steward.plans.store", "steward.plans.merge", "tests.plans.test_killed_and_crowded"])
KILLS = 200
SAVES = 500


def _open(folder: Path) -> tuple[Plans, Opened[Strategy]]:
    plans = Plans(folder)
    return plans, plans.open(Strategy, ours.FILE, "A1")


def save_for_ever(folder: Path, round_number: int, begun: "multiprocessing.synchronize.Event") -> None:
    """Save a new action again and again, and forget old ones, until somebody kills us."""
    number = 0
    begun.set()
    while True:
        plans, opened = _open(folder)
        new = Action(id=f"{round_number}-{number}", action="x" * random.randint(1, 2_000))
        plans.save(opened, replace(opened.plan, actions=(*opened.plan.actions[-3:], new)), "Anna")
        number += 1


def test_whoever_is_killed_while_saving_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    chance, came_about = random.Random(7), 0
    plans, opened = _open(tmp_path)
    plans.save(opened, Strategy(account_id="A1", actions=(Action(id="first", action="First"),)), "Anna")
    for round_number in range(KILLS):
        begun = SPAWN.Event()
        child = SPAWN.Process(target=save_for_ever, args=(tmp_path, round_number, begun))
        child.start()
        assert begun.wait(60)
        time.sleep(chance.uniform(0, 0.06))
        assert child.pid is not None
        os.kill(child.pid, signal.SIGKILL)
        child.join()
        came_about += _is_whole(plans, tmp_path)
    assert came_about > KILLS / 10, "hardly any process was killed while it saved"


def _is_whole(plans: Plans, folder: Path) -> bool:
    """Check file, journal and versions after a kill; whether that process had saved something."""
    _, opened = _open(folder)
    assert opened.problems == ()
    raw = (plans.of("A1") / NAME).read_bytes()
    whole = [json.loads(line) for line in raw.split(b"\n")[:-1] if _parses(line)]
    assert len(raw.split(b"\n")) - 1 - len(whole) <= KILLS
    assert opened.digest in (whole[-1]["after"], whole[-1]["before"])
    for line in whole[-5:]:
        assert digest_of(plans.version("A1", ours.FILE, line["after"])) == line["after"]
    before = opened.digest
    plans.save(opened, replace(opened.plan, actions=(Action(id="after", action=f"After {before}"),)), "Ben")
    return any(line["who"] == "Anna" for line in whole[-3:])


def _parses(line: bytes) -> bool:
    try:
        json.loads(line)
    except ValueError:
        return False
    return True


def save_many(folder: Path, who: str, ready: "multiprocessing.synchronize.Barrier") -> None:
    """Add entries one by one; where somebody was quicker, look at both versions and keep both."""
    ready.wait()
    for number in range(SAVES):
        _add(folder, who, Action(id=f"{who}-{number}", action=f"{who} {number}"))


def _add(folder: Path, who: str, new: Action) -> None:
    plans, base = _open(folder)
    mine = replace(base.plan, actions=(*base.plan.actions, new))
    while True:
        try:
            plans.save(base, mine, who)
            return
        except PlanChangedMeanwhile:
            _, now = _open(folder)
            merge = Merge(base.plan, mine, now.plan)
            assert [versions.change.after for versions in merge.fields] == [new]
            base, mine = now, merge.resolved({0})


def test_two_who_save_a_thousand_times_lose_nothing(tmp_path: Path) -> None:
    plans, opened = _open(tmp_path)
    plans.save(opened, Strategy(account_id="A1", actions=(Action(id="first", action="First"),)), "Anna")
    ready = SPAWN.Barrier(2)
    children = [SPAWN.Process(target=save_many, args=(tmp_path, who, ready)) for who in ("Anna", "Ben")]
    for child in children:
        child.start()
    for child in children:
        child.join(timeout=240)
        assert child.exitcode == 0
    _, after = _open(tmp_path)
    expected = {"first", *(f"{who}-{number}" for who in ("Anna", "Ben") for number in range(SAVES))}
    assert {action.id for action in after.plan.actions} == expected
    lines = [json.loads(line) for line in (plans.of("A1") / NAME).read_text(encoding="utf-8").splitlines()]
    assert len(lines) == 2 * SAVES + 1
    assert all(line["after"] == following["before"] for line, following in pairwise(lines))

"""A process killed while it saves, and two that save the same plan: nothing is ever half, and nothing is lost."""

import json
import multiprocessing
import os
import random
import signal
import sys
import time
from dataclasses import replace
from itertools import count, pairwise
from pathlib import Path
from typing import Any

from steward.errors import PlanChangedMeanwhile
from steward.plans.files.digests import digest_of
from steward.plans.files.journal import NAME
from steward.plans.files.merge import Merge
from steward.plans.files.store import Opened, Plans
from steward.plans.internal import strategy as ours
from steward.plans.internal.strategy import Action, Strategy
from tests.examples import times

SPAWN = multiprocessing.get_context("forkserver")
SPAWN.set_forkserver_preload(
    ["steward.plans.files.store", "steward.plans.files.merge", "tests.plans.test_killed_and_crowded"]
)
KILLS = times(200)
KILLED_STEPS = times(80)
SAVES = times(500)
KEPT = 10
"""How many actions each of the two keeps, so that the file stays the size of a real plan."""


def _open(folder: Path) -> tuple[Plans, Opened[Strategy]]:
    plans = Plans.whole(folder)
    return plans, plans.open(Strategy, ours.FILE, "A1")


def _begun(folder: Path) -> Plans:
    """A plan of one action."""
    plans, opened = _open(folder)
    plans.save(opened, Strategy(account_id="A1", actions=(Action(id="first", action="First"),)), "Anna")
    return plans


def _save_one_more(folder: Path, name: str) -> None:
    """Save a new action, and forget old ones."""
    plans, opened = _open(folder)
    new = Action(id=name, action="x" * random.randint(1, 2_000))
    plans.save(opened, replace(opened.plan, actions=(*opened.plan.actions[-3:], new)), "Anna")


def save_for_ever(folder: Path, round_number: int, begun: Any) -> None:
    """Save again and again, until somebody kills us."""
    for number in count():
        _save_one_more(folder, f"{round_number}-{number}")
        begun.set()


def save_until_step(folder: Path, name: str, step: int) -> None:
    """Save once and die at a step, a call that C code answers as all that touch the disk are, counted from the lock on;
    who lives tells which there were."""
    taken: list[str] = []

    def die(frame: Any, event: str, function: Any) -> None:
        if event == "c_call" and _is_saving(frame):
            taken.append(function.__name__)
            if len(taken) == step:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(die)
    _save_one_more(folder, name)
    sys.setprofile(None)
    (folder / "steps").write_text("\n".join(taken), encoding="utf-8")


def _is_saving(frame: Any) -> bool:
    """Whether a frame lies within the locked part of a save."""
    while frame is not None:
        if frame.f_code.co_name == "_replace":
            return True
        frame = frame.f_back
    return False


def _journal(plans: Plans) -> tuple[list[dict[str, Any]], int]:
    """The whole lines of the journal, and the number of torn ones."""
    whole, torn = [], 0
    for line in (plans.of("A1") / NAME).read_bytes().split(b"\n")[:-1]:
        try:
            whole.append(json.loads(line))
        except ValueError:
            torn += 1
    return whole, torn


def _check_and_go_on(plans: Plans, folder: Path, kills: int) -> bool:
    """Check file and journal after a kill, and that the next save works; whether the killed one had saved anything."""
    _, opened = _open(folder)
    assert opened.problems == ()
    lines, torn = _journal(plans)
    assert torn <= kills
    assert opened.digest in (lines[-1]["after"], lines[-1]["before"])
    new = Action(id=f"after-{kills}", action=f"After {opened.digest}")
    saved = plans.save(opened, replace(opened.plan, actions=(*opened.plan.actions[-3:], new)), "Ben")
    assert _open(folder)[1].content == saved.content
    assert not list(plans.of("A1").rglob("*.unfinished"))
    return lines[-1]["who"] == "Anna"


def _every_state_is_kept(plans: Plans) -> None:
    """Every state a line speaks of can be read, and each save began where the one before ended or had begun."""
    lines, _ = _journal(plans)
    for digest in {line[side] for line in lines for side in ("before", "after")} - {""}:
        assert digest_of(plans.version("A1", ours.FILE, digest)) == digest
    assert all(following["before"] in (line["after"], line["before"]) for line, following in pairwise(lines))


def test_whoever_is_killed_while_saving_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    chance, had_saved, plans = random.Random(7), 0, _begun(tmp_path)
    for round_number in range(KILLS):
        begun = SPAWN.Event()
        child = SPAWN.Process(target=save_for_ever, args=(tmp_path, round_number, begun))
        child.start()
        assert begun.wait(60)
        time.sleep(chance.uniform(0, 0.06))
        assert child.pid is not None
        os.kill(child.pid, signal.SIGKILL)
        child.join()
        had_saved += _check_and_go_on(plans, tmp_path, kills=round_number + 1)
    _every_state_is_kept(plans)
    assert had_saved == KILLS, "a save that was told to have ended is not in the journal"


def test_whoever_is_killed_at_any_step_between_lock_and_file_leaves_one_of_the_two(tmp_path: Path) -> None:
    plans, outcomes = _begun(tmp_path), set()
    assert _killed_at(tmp_path, 0) == 0
    for kills, step in enumerate(_steps((tmp_path / "steps").read_text(encoding="utf-8").split()), start=1):
        before = _open(tmp_path)[1].digest
        assert _killed_at(tmp_path, step) == -signal.SIGKILL
        outcomes.add((_journal(plans)[0][-1]["before"] == before, _open(tmp_path)[1].digest != before))
        _check_and_go_on(plans, tmp_path, kills)
    _every_state_is_kept(plans)
    told_and_saved = {(False, False), (True, False), (True, True)}
    assert outcomes == told_and_saved


def _steps(calls: list[str]) -> list[int]:
    """Steps all along the way, and each at which one file takes the place of another: there a save is half done."""
    even = {1 + number * len(calls) // KILLED_STEPS for number in range(KILLED_STEPS)}
    return sorted(even | {step for step, name in enumerate(calls, start=1) if name in ("replace", "rename")})


def _killed_at(folder: Path, step: int) -> int | None:
    """How a process ended that was to die at a step of its save."""
    child = SPAWN.Process(target=save_until_step, args=(folder, f"step-{step}", step))
    child.start()
    child.join()
    return child.exitcode


def save_many(folder: Path, who: str, ready: Any) -> None:
    """Add actions one by one and let go of old ones of mine; where somebody was quicker, see both and keep both."""
    ready.wait()
    for number in range(SAVES):
        _add(folder, who, Action(id=f"{who}-{number}", action=f"{who} {number}"))


def _add(folder: Path, who: str, new: Action) -> None:
    plans, base = _open(folder)
    mine = _with(base.plan, who, new)
    while True:
        try:
            plans.save(base, mine, who)
            return
        except PlanChangedMeanwhile:
            _, now = _open(folder)
            merge = Merge(base.plan, mine, now.plan)
            shown = [versions.change for versions in merge.fields]
            assert [change.after for change in shown if change.after] == [new]
            assert all(change.entry.startswith(who) for change in shown)
            base, mine = now, merge.resolved(range(len(shown)))


def _with(plan: Strategy, who: str, new: Action) -> Strategy:
    """The plan with one more action; of those who have enough, the oldest goes."""
    own = [action for action in plan.actions if action.id.startswith(who)]
    gone = set(own[: max(0, len(own) - KEPT + 1)])
    return replace(plan, actions=(*(action for action in plan.actions if action not in gone), new))


def test_two_who_save_a_thousand_times_lose_nothing(tmp_path: Path) -> None:
    plans = _begun(tmp_path)
    ready = SPAWN.Barrier(2)
    children = [SPAWN.Process(target=save_many, args=(tmp_path, who, ready)) for who in ("Anna", "Ben")]
    for child in children:
        child.start()
    for child in children:
        child.join(timeout=900)
        assert child.exitcode == 0
    _, after = _open(tmp_path)
    latest = {f"{who}-{number}" for who in ("Anna", "Ben") for number in range(SAVES - KEPT, SAVES)}
    assert {action.id for action in after.plan.actions} == {"first", *latest}
    _journal_tells_all(_journal(plans)[0])


def _journal_tells_all(lines: list[dict[str, Any]]) -> None:
    """An unbroken chain in which each of the two added everything they meant to, in order, and removed only theirs."""
    assert len(lines) == 2 * SAVES + 1
    assert all(line["after"] == following["before"] for line, following in pairwise(lines))
    for who in ("Anna", "Ben"):
        made = [change for line in lines[1:] if line["who"] == who for change in line["changes"]]
        assert [change["to"]["id"] for change in made if change["to"]] == [f"{who}-{n}" for n in range(SAVES)]
        assert [change["from"]["id"] for change in made if change["from"]] == [
            f"{who}-{n}" for n in range(SAVES - KEPT)
        ]

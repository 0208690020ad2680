"""A run that is killed while it takes somebody out, at any step: run again, it comes to the end of an unbroken one."""

import hashlib
import multiprocessing
import os
import posix
import shutil
import signal
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from steward.domain.forgetting import ForgottenPerson, clean
from steward.plans.customer import success_plan as agreed
from steward.plans.customer.review import FrozenAs, Review, SlideChoice, file_of
from steward.plans.customer.success_plan import Commitment, PlanPerson, Side, SuccessPlan
from steward.plans.files import journal
from steward.plans.files.forgetting import BEGUN, begun, known_as, take_out
from steward.plans.files.history import history
from steward.plans.files.rewriting import Forgetting
from steward.plans.files.store import Plans
from tests.examples import times

SPAWN = multiprocessing.get_context("forkserver")
SPAWN.set_forkserver_preload(["steward.plans.files.forgetting", "tests.plans.test_forgetting_killed"])
STEPS = times(32)
NAME, ID = "Eva Lind", "board-eva-lind"
REVIEW = file_of("2026-Q3")
CHANGING = ("replace", "fsync", "unlink", "mkdir")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Plans of an account that only themselves know what the person is called."""
    folder = tmp_path_factory.mktemp("written")
    plans = Plans.whole(folder)
    for words in (f"A line for {NAME}", f"Two lines for {NAME}", "Two lines"):
        people = (PlanPerson(id=ID, name=NAME, title="Chair"),)
        commitments = (Commitment(id="line", promise=words, side=Side.OURS, owner=ID),)
        made = {"people": people, "commitments": commitments}
        plans.edit(SuccessPlan, agreed.FILE, "A1", partial(_with, **made), "Ben")
    frozen = plans.of("A1") / "reviews" / "2026-Q3" / "frozen" / "0001.json"
    frozen.parent.mkdir(parents=True)
    frozen.write_text(f'{{"posts": [{{"key": "{ID}", "name": "{NAME}", "title": "Chair"}}]}}', encoding="utf-8")
    as_frozen = FrozenAs(number=1, digest=hashlib.sha256(frozen.read_bytes()).hexdigest())
    for title in ("", f"As {NAME} asked"):
        slides = (SlideChoice(id="service", title=title),)
        plans.edit(Review, REVIEW, "A1", partial(_with, frozen=as_frozen, slides=slides), "Ben")
    return folder


def _with(plan: Any, **sections: Any) -> Any:
    return replace(plan, **sections)


def _one_more(plan: SuccessPlan) -> SuccessPlan:
    more = Commitment(id="more", promise=f"More for {NAME}", side=Side.OURS)
    return replace(plan, commitments=(*plan.commitments, more))


def run(folder: Path) -> None:
    """As the command does it: what to look for is what the folder, or a run that was cut off, says."""
    own = Plans.whole(folder).of("A1")
    left = begun(own)
    names, emails = known_as(own, ID)
    person = ForgottenPerson(clean([*names, *(left.names if left else ())]), clean(emails))
    take_out(own, Forgetting(ID, person), "Ben")


def run_until(folder: Path, step: int) -> None:
    """Run and die at a step, a call that changes something on the disk; who lives tells how many there were."""
    taken = 0

    def die(frame: Any, event: str, function: Any) -> None:
        nonlocal taken
        if event == "c_call" and function.__name__ in CHANGING and function.__self__ is posix:
            taken += 1
            if taken == step:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(die)
    run(folder)
    sys.setprofile(None)
    (folder / "steps").write_text(str(taken), encoding="utf-8")


def _killed_at(folder: Path, step: int) -> int | None:
    child = SPAWN.Process(target=run_until, args=(folder, step))
    child.start()
    child.join()
    return child.exitcode


def _events(plans: Plans) -> list[tuple[Any, ...]]:
    found = []
    for kind, file in ((SuccessPlan, agreed.FILE), (Review, REVIEW)):
        opened = plans.open(kind, file, "A1")
        assert opened.problems == ()
        events = history(plans, opened)
        found += [(file, one.who, one.how, one.version, one.came_about, one.readable) for one in events]
        assert all(plans.version("A1", file, one.version) for one in events)
    return found


def _state(folder: Path) -> dict[str, bytes]:
    """Every file but the journal, which holds the time."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.parent != folder)
    return {
        str(path.relative_to(folder)): path.read_bytes() for path in files if path.name not in (".lock", journal.NAME)
    }


def test_whoever_is_killed_at_any_step_and_runs_again_comes_to_the_same_end(written: Path, tmp_path: Path) -> None:
    whole = shutil.copytree(written, tmp_path / "whole")
    before = _events(Plans.whole(whole))
    assert _killed_at(whole, 0) == 0
    steps, events, state = int((whole / "steps").read_text()), _events(Plans.whole(whole)), _state(whole)
    assert steps > 25
    assert [one[1:3] + one[4:] for one in events] == [one[1:3] + one[4:] for one in before]
    assert not any(b"Lind" in content or b"lind" in content or b"Chair" in content for content in state.values())
    for number in range(STEPS):
        home = shutil.copytree(written, tmp_path / str(number))
        assert _killed_at(home, 1 + number * steps // STEPS) == -signal.SIGKILL
        run(home)
        assert _state(home) == state, number
        assert _events(Plans.whole(home)) == events, number
        told = (Plans.whole(home).of("A1") / journal.NAME).read_bytes()
        assert told.count(b'"forgotten"') == 1 and b"Lind" not in told and b"lind" not in told
        assert not list(home.rglob("*.unfinished")) and not list(home.rglob(BEGUN))


def test_what_is_saved_between_the_kill_and_the_second_run_is_kept_and_cleaned(written: Path, tmp_path: Path) -> None:
    steps_home = shutil.copytree(written, tmp_path / "steps")
    assert _killed_at(steps_home, 0) == 0
    steps = int((steps_home / "steps").read_text())
    for number in (steps // 2, steps * 3 // 4, steps - 2):
        home = shutil.copytree(written, tmp_path / f"saved-{number}")
        assert _killed_at(home, number) == -signal.SIGKILL
        plans = Plans.whole(home)
        plans.edit(SuccessPlan, agreed.FILE, "A1", _one_more, "Zed")
        run(home)
        commitments = plans.open(SuccessPlan, agreed.FILE, "A1").plan.commitments
        assert "More for a former contact" in [one.promise for one in commitments]
        assert not any(b"Lind" in path.read_bytes() for path in home.rglob("*") if path.is_file())
        assert all(event[4] for event in _events(plans))

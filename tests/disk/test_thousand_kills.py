"""Whoever is killed at any moment, in whatever they do, leaves nothing half done, loses nothing they were told is kept,
and holds nobody up: plans, frozen figures, loads and the export log in turn."""

import multiprocessing
import os
import random
import signal
import time
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from steward.plans.customer.review import Review, file_of
from steward.plans.files.export_log import exported, exports, log
from steward.plans.files.store import Plans
from steward.plans.internal.strategy import FILE, Action, Strategy
from steward.services.reviews.opened import freeze, open_review
from steward.warehouse.loading.load import load
from steward.warehouse.scoped import open_warehouse
from steward.workspace import Workspace
from tests.homes import home as made
from tests.reviews_made import account

SPAWN = multiprocessing.get_context("forkserver")
SPAWN.set_forkserver_preload(["tests.disk.test_thousand_kills"])
KILLS = 1_000
QUARTER, DAY = "2026-Q3", date(2026, 9, 30)
TABLES = {
    "accounts": "account_id | name\nA1 | Steadily Growing",
    "subscriptions": "subscription_id | account_id | product_id | mrr | starts_on\nS1|A1|VPN|60000|2025-01-01",
}
ACTS = ("plan", "review", "freeze", "log", "load")


def work(folder: Path, round_number: int, told: Any) -> None:
    """One thing after the other, and after each, whoever looks is told that it is kept."""
    home = Workspace.whole(folder)
    plans = Plans.whole(home.plans)
    for number in count():
        act, name = ACTS[(round_number + number) % len(ACTS)], f"{round_number}-{number}"
        match act:
            case "plan":
                plans.edit(Strategy, FILE, "A1", lambda plan, name=name: _more(plan, name), "Anna")
            case "review":
                plans.edit(Review, file_of(QUARTER), "A1", lambda plan, name=name: _at(plan, name), "Anna")
            case "freeze":
                freeze(open_review(account(folder, "A1"), plans), plans, "Anna", DAY)
            case "log":
                log(home.plans, exported("Anna", "deck", name, b"1"))
            case "load":
                load(home)
        told.send((act, name))


def _more(plan: Strategy, name: str) -> Strategy:
    return replace(plan, actions=(*plan.actions[-3:], Action(id=name, action=name * 50)))


def _at(plan: Review, name: str) -> Review:
    return replace(plan, meeting=replace(plan.meeting, place=name))


@pytest.mark.every
@pytest.mark.timeout(7_200)
def test_whoever_is_killed_leaves_nothing_half_done(tmp_path: Path) -> None:
    home = made(tmp_path / "home", **TABLES)
    load(home)
    chance, logged, did = random.Random(11), [], set()
    for number in range(KILLS):
        mine, theirs = SPAWN.Pipe(duplex=False)
        child = SPAWN.Process(target=work, args=(home.home, number, theirs))
        child.start()
        theirs.close()
        kept = [mine.recv()] if mine.poll(60) else []
        time.sleep(chance.uniform(0, 0.5))
        assert child.pid is not None
        os.kill(child.pid, signal.SIGKILL)
        child.join()
        while _more_to_read(mine):
            try:
                kept.append(mine.recv())
            except EOFError:
                break
        did |= {act for act, _ in kept}
        logged += [name for act, name in kept if act == "log"]
        _whole(home, kept, number)
    assert did == set(ACTS)
    assert set(logged) <= {one.file for one in exports(home.plans)}
    load(home)
    assert len(list(home.warehouse.glob("*.duckdb"))) <= 3, "what killed loads began is taken away"


def _more_to_read(pipe: Any) -> bool:
    try:
        return bool(pipe.poll(0))
    except (BrokenPipeError, EOFError):
        return False


def _whole(home: Workspace, kept: list[tuple[str, str]], number: int) -> None:
    """All can be read, what was told as kept is there, and somebody else can go on at once."""
    plans = Plans.whole(home.plans)
    last = dict(kept)
    strategy = plans.open(Strategy, FILE, "A1")
    assert strategy.problems == ()
    if "plan" in last:
        assert last["plan"] in [one.id for one in strategy.plan.actions]
    opened = open_review(account(home.home, "A1"), plans)
    assert opened.file.problems == () and not opened.damaged
    if "freeze" in last:
        assert opened.file.plan.frozen.number
    assert open_warehouse(home).columns("select account_id from customer.accounts")["account_id"].tolist() == ["A1"]
    begun = time.monotonic()
    plans.edit(Strategy, FILE, "A1", lambda plan: _more(plan, f"after {number}"), "Ben")
    assert time.monotonic() - begun < 60, "a lock was left"

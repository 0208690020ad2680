"""What a save meets on a real disk: other hands, other accounts, locked doors, and a journal that saw better days."""

import json
import os
import stat
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from steward.errors import PlanChangedMeanwhile, PlanNotSaved, StewardError, VersionNotFound
from steward.plans.files import journal
from steward.plans.files.history import history, known_on, state_on
from steward.plans.files.store import VERSIONS, Opened, Plans
from steward.plans.internal import strategy as ours
from steward.plans.internal.strategy import AccountKind, Action, Position, Reading, Risk, Strategy

GROWTH = Strategy(account_id="A1", position=Position(kind=AccountKind.GROWTH))
NOBODY = 65534


def _open(plans: Plans) -> Opened[Strategy]:
    return plans.open(Strategy, ours.FILE, "A1")


def _begun(folder: Path) -> tuple[Plans, Opened[Strategy]]:
    """A plan that Anna started."""
    plans = Plans.whole(folder)
    return plans, plans.save(_open(plans), GROWTH, "Anna")


def _valued(base: Opened[Strategy], value: str) -> Strategy:
    return replace(base.plan, position=replace(base.plan.position, value=value))


@pytest.fixture
def entered_by_all() -> Iterator[Path]:
    """A folder that others than its owner may enter, unlike those of pytest."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def _let_all_read(folder: Path) -> None:
    """Open what Steward writes for its owner alone."""
    for path in folder.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)


@contextmanager
def _allowed(path: Path, mode: int) -> Iterator[None]:
    """With these rights on a file or folder alone; root, who may do everything, is nobody for so long."""
    before, root = path.stat().st_mode, os.geteuid() == 0
    path.chmod(mode)
    if root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
        path.chmod(before)


def test_a_folder_one_may_only_read_refuses_the_save_in_a_sentence(entered_by_all: Path) -> None:
    plans, base = _begun(entered_by_all)
    _let_all_read(entered_by_all)
    with _allowed(plans.of("A1"), 0o555):
        assert _open(plans).plan == GROWTH
        with pytest.raises(PlanNotSaved, match="could not be saved: Permission denied"):
            plans.save(base, _valued(base, "New"), "Ben")
    assert _open(plans).content == base.content


def test_a_file_one_may_not_read_is_not_taken_for_a_plan_nobody_wrote(entered_by_all: Path) -> None:
    plans, _ = _begun(entered_by_all)
    _let_all_read(entered_by_all)
    with (
        _allowed(plans.of("A1") / ours.FILE, 0o000),
        pytest.raises(StewardError, match=r"strategy.toml cannot be read: Permission denied\."),
    ):
        _open(plans)


def test_a_folder_in_the_place_of_the_file_refuses_the_save(tmp_path: Path) -> None:
    plans = Plans.whole(tmp_path)
    (plans.of("A1") / ours.FILE).mkdir(parents=True)
    with pytest.raises(PlanNotSaved, match="could not be saved"):
        plans.save(_open(plans), GROWTH, "Anna")


def test_a_file_in_the_place_of_the_versions_refuses_the_save(tmp_path: Path) -> None:
    plans = Plans.whole(tmp_path)
    plans.of("A1").mkdir(parents=True)
    (plans.of("A1") / VERSIONS).write_text("not a folder", encoding="utf-8")
    with pytest.raises(PlanNotSaved, match="could not be saved"):
        plans.save(_open(plans), GROWTH, "Anna")
    assert not _open(plans).exists


def test_who_may_read_a_plan_does_not_widen_by_a_save(tmp_path: Path) -> None:
    plans, base = _begun(tmp_path)
    path = plans.of("A1") / ours.FILE
    path.chmod(0o640)
    after = plans.save(base, _valued(base, "New"), "Anna")
    kept = plans.of("A1") / VERSIONS / f"strategy-{after.digest[:16]}.toml"
    assert [stat.S_IMODE(one.stat().st_mode) for one in (path, kept)] == [0o640, 0o640]


def test_a_new_plan_that_would_not_read_back_is_not_begun(tmp_path: Path) -> None:
    plans = Plans.whole(tmp_path)
    for broken in (
        replace(GROWTH, risks=(Risk(risk="A", mrr_at_stake=float("inf")),)),
        replace(GROWTH, readings=(Reading(person="", note="of nobody"),)),
        replace(GROWTH, position=Position(value="half a \ud83d character")),
    ):
        with pytest.raises(PlanNotSaved):
            plans.save(_open(plans), broken, "Anna")
    assert not _open(plans).exists


def test_what_a_killed_save_left_behind_is_cleared_away(tmp_path: Path) -> None:
    plans, base = _begun(tmp_path)
    left = [
        plans.of("A1") / ".strategy.toml.17.unfinished",
        plans.of("A1") / VERSIONS / ".strategy-ab.toml.17.unfinished",
    ]
    for path in left:
        path.write_text("half", encoding="utf-8")
    plans.save(base, _valued(base, "New"), "Anna")
    assert not any(path.exists() for path in left)


def test_a_version_that_was_changed_is_not_taken_for_the_one_of_then(tmp_path: Path) -> None:
    plans, first = _begun(tmp_path)
    second = plans.save(first, _valued(first, "New"), "Anna")
    kept = plans.of("A1") / VERSIONS / f"strategy-{first.digest[:16]}.toml"
    kept.write_text('account_id = "A1"\n', encoding="utf-8")
    with pytest.raises(VersionNotFound, match="was changed since it was kept"):
        plans.restore(second, first.digest, "Ben")
    kept.write_bytes(first.content)
    assert plans.restore(second, first.digest, "Ben").content == first.content


def test_a_version_is_written_again_when_its_file_was_spoiled(tmp_path: Path) -> None:
    plans, first = _begun(tmp_path)
    (plans.of("A1") / VERSIONS / f"strategy-{first.digest[:16]}.toml").write_bytes(b"half")
    plans.save(first, _valued(first, "New"), "Anna")
    assert plans.version("A1", ours.FILE, first.digest) == first.content


def test_what_was_saved_while_the_clock_was_back_was_not_known_before(tmp_path: Path) -> None:
    """Saved on 10 March, then by a machine that woke up in 1970, then without a zone on 12 March."""
    plans, base = _begun(tmp_path)
    for value in ("Second", "Third"):
        base = plans.save(base, _valued(base, value), "Anna")
    path = plans.of("A1") / journal.NAME
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for line, at in zip(
        lines, ("2026-03-10T09:00:00+00:00", "1970-01-01T00:00:07+00:00", "2026-03-12T09:00:00"), strict=True
    ):
        line["at"] = at
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    assert [event.at and event.at.day for event in history(plans, base)] == [12, 10, 10]
    assert state_on(plans, base, date(2026, 2, 1)) is None
    then = [state_on(plans, base, date(2026, 3, day)) for day in (10, 11, 12)]
    assert [one and one.plan.position.value for one in then] == ["Second", "Second", "Third"]
    assert known_on(plans, base, date(2026, 3, 9)).plan == Strategy(account_id="A1")


def test_a_save_that_was_cut_off_is_history_that_did_not_come_about(tmp_path: Path) -> None:
    plans, base = _begun(tmp_path)
    cut = journal.JournalLine(
        at=journal.now(), who="Ben", how="saved", file=ours.FILE, before=base.digest, after="f" * 64, changes=()
    )
    journal.add(plans.of("A1"), [cut])
    assert [(event.who, event.came_about, event.readable) for event in history(plans, base)] == [
        ("Ben", False, False),
        ("Anna", True, True),
    ]
    after = plans.save(base, _valued(base, "New"), "Carla")
    assert [(event.who, event.how, event.came_about) for event in history(plans, after)] == [
        ("Carla", "saved", True),
        ("Ben", "saved", False),
        ("Anna", "started", True),
    ]


FOREIGN = [
    b"",
    b"not JSON",
    b"[]",
    b"7",
    b'{"at": "2026-11-23T10:00:00+00:00"}',
    b'{"at": 5, "who": "", "how": "", "file": "strategy.toml", "before": "", "after": "", "changes": []}',
    b'{"at": "2026-11-23T10:00:00+00:00", "who": "", "how": "", "file": "strategy.toml", "before": "", "after": "",'
    b' "changes": ["x"]}',
    b"\xff\xfe\x00",
    b"[" * 100_000,
    b'{"at": ' + b"1" * 5_000 + b"}",
]


@pytest.mark.parametrize("line", FOREIGN, ids=range(len(FOREIGN)))
def test_a_line_of_the_journal_that_steward_did_not_write_is_passed_over(line: bytes, tmp_path: Path) -> None:
    plans, base = _begun(tmp_path)
    path = plans.of("A1") / journal.NAME
    path.write_bytes(line + b"\n" + path.read_bytes().replace(b"\n", b"\r\n") + line)
    after = plans.save(base, _valued(base, "New"), "Ben")
    assert [(event.who, event.came_about) for event in history(plans, after)] == [("Ben", True), ("Anna", True)]
    assert line in path.read_bytes()


def test_the_journal_says_in_json_what_was_changed_from_what_to_what(tmp_path: Path) -> None:
    plans, base = _begun(tmp_path)
    plans.save(base, replace(_valued(base, "More « für » 文"), actions=(Action(id="call", action="Call"),)), "Ben")
    said = json.loads((plans.of("A1") / journal.NAME).read_text(encoding="utf-8").splitlines()[-1])
    assert (said["who"], said["how"], said["file"], said["before"]) == ("Ben", "saved", ours.FILE, base.digest)
    assert said["changes"] == [
        {"section": "position", "key": "value", "from": "", "to": "More « für » 文"},
        {"section": "actions", "entry": "call", "from": None, "to": {"id": "call", "action": "Call", "status": "open"}},
    ]


def test_a_file_somebody_deleted_is_not_written_again_unasked_and_can_be_restored(tmp_path: Path) -> None:
    plans, base = _begun(tmp_path)
    (plans.of("A1") / ours.FILE).unlink()
    with pytest.raises(PlanChangedMeanwhile):
        plans.save(base, _valued(base, "New"), "Ben")
    gone = _open(plans)
    assert not gone.exists
    assert plans.restore(gone, base.digest, "Ben").content == base.content


def test_two_who_start_a_plan_at_once_are_told(tmp_path: Path) -> None:
    plans = Plans.whole(tmp_path)
    nothing = _open(plans)
    plans.save(nothing, GROWTH, "Anna")
    with pytest.raises(PlanChangedMeanwhile):
        plans.save(nothing, replace(GROWTH, position=Position(value="Mine")), "Ben")
    assert _open(plans).plan == GROWTH


def test_a_broken_file_can_be_brought_back_to_an_earlier_version(tmp_path: Path) -> None:
    plans, base = _begun(tmp_path)
    path = plans.of("A1") / ours.FILE
    path.write_bytes(base.content + b"\n[[risks]\nrisk = no\n")
    broken = _open(plans)
    assert broken.found.broken
    restored = plans.restore(broken, base.digest, "Ben")
    assert restored.content == base.content
    assert plans.version("A1", ours.FILE, broken.digest) == broken.content


def test_many_threads_of_one_server_take_turns(tmp_path: Path) -> None:
    plans, _ = _begun(tmp_path)

    def keep_trying(name: str) -> int:
        for refused in range(1_000):
            now = _open(plans)
            try:
                plans.save(now, replace(now.plan, actions=(*now.plan.actions, Action(id=name, action=name))), name)
                return refused
            except PlanChangedMeanwhile:
                continue
        raise AssertionError(f"{name} never had a turn")

    names = [f"P{n}" for n in range(24)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(keep_trying, names))
    assert {action.id for action in _open(plans).plan.actions} == set(names)
    told = history(plans, _open(plans))
    assert (len(told), told[-1].who) == (25, "Anna")
    assert all(event.came_about for event in told)

"""Files are whole or the ones before them, also for whoever is killed, and are not open to everybody."""

import multiprocessing
import os
import re
import signal
import stat
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest

from steward.errors import PlanNotSaved
from steward.plans.files.store import Plans
from steward.plans.files.write_once import keep_by_content, keep_next
from steward.plans.internal.strategy import FILE, Strategy
from steward.services.reviews import decks
from steward.warehouse.loading.load import load
from steward.whole_files import hand_out, make_folder, swap
from tests.warehouse.desks import desk

SPAWN = multiprocessing.get_context("forkserver")
SPAWN.set_forkserver_preload(["steward.plans.files.write_once", "tests.test_whole_files"])
WAYS = [swap, hand_out]
AT_ONCE, EACH = 4, 25
OPPORTUNITIES = "opportunity_id,name,stage,status,amount,account_id\nO1,One,first,open,5,A-1\n"


def _content(who: int, number: int) -> bytes:
    """A content of its own, long enough that writing it takes a while."""
    return f"{who}.{number} ".encode() * 20_000


def _keep_many(folder: Path, who: int) -> list[tuple[int, int]]:
    """Keep contents, and tell which number each was said to have got."""
    return [(keep_next(folder, ".json", _content(who, number)), number) for number in range(EACH)]


def keep_many(folder: Path, who: int, told: Any) -> None:
    """The same in a process of its own."""
    told.put((who, _keep_many(folder, who)))


def _in_threads(folder: Path) -> list[tuple[int, list[tuple[int, int]]]]:
    start = Barrier(AT_ONCE)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        jobs = [pool.submit(lambda who: (start.wait(), _keep_many(folder, who))[1], who) for who in range(AT_ONCE)]
    return [(who, job.result()) for who, job in enumerate(jobs)]


def _in_processes(folder: Path) -> list[tuple[int, list[tuple[int, int]]]]:
    told = SPAWN.Queue()
    children = [SPAWN.Process(target=keep_many, args=(folder, who, told)) for who in range(AT_ONCE)]
    for child in children:
        child.start()
    found = [told.get(timeout=600) for _ in children]
    for child in children:
        child.join(60)
    return found


@pytest.mark.parametrize("at_once", [_in_threads, _in_processes])
def test_what_is_said_to_be_kept_is_kept_however_many_keep_at_once(at_once: Callable[..., Any], tmp_path: Path) -> None:
    said = {kept: _content(who, number) for who, told in at_once(tmp_path) for kept, number in told}
    assert len(said) == AT_ONCE * EACH, "two were told the same number"
    assert {int(path.stem): path.read_bytes() for path in tmp_path.glob("*")} == said


def test_numbers_go_on_after_the_highest_and_what_others_put_there_stays(tmp_path: Path) -> None:
    for name in ("0007.json", "²³.json", "notes.json"):
        (tmp_path / name).write_bytes(b"theirs")
    assert [keep_next(tmp_path, ".json", b"one"), keep_next(tmp_path, ".json", b"one")] == [8, 9]
    assert (tmp_path / "0007.json").read_bytes() == b"theirs"


def test_a_content_that_is_kept_twice_is_one_file(tmp_path: Path) -> None:
    assert keep_by_content(tmp_path / "pictures", ".png", b"a") == keep_by_content(tmp_path / "pictures", ".png", b"a")
    assert len(list((tmp_path / "pictures").iterdir())) == 1


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "frozen").write_bytes(b"no folder")
    with pytest.raises(PlanNotSaved, match="could not be kept"):
        keep_next(tmp_path / "frozen", ".json", b"")
    with pytest.raises(FileExistsError):
        make_folder(tmp_path / "frozen")


STEPS = {"open", "chmod", "write", "flush", "fsync", "close", "replace", "unlink"}
OLD, NEW = b"old " * 50_000, b"new " * 60_000


def write_until_step(path: Path, way: Callable[[Path, bytes], None], step: int) -> None:
    """Write and die at a step, one of the calls that touch the disk; who lives has taken all of them."""
    taken = 0

    def die(frame: Any, event: str, function: Any) -> None:
        nonlocal taken
        if event == "c_call" and function.__name__ in STEPS:
            taken += 1
            if taken == step:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(die)
    way(path, NEW)
    sys.setprofile(None)
    os._exit(0)


@pytest.mark.parametrize("way", WAYS)
def test_whoever_is_killed_while_writing_leaves_the_old_file_or_the_new(
    way: Callable[[Path, bytes], None], tmp_path: Path
) -> None:
    seen, path = [], tmp_path / "deck.pptx"
    for step in count(1):
        path.write_bytes(OLD)
        child = os.fork()
        if child == 0:
            write_until_step(path, way, step)
        _, status = os.waitpid(child, 0)
        assert path.read_bytes() in (OLD, NEW)
        seen.append(path.read_bytes() == NEW)
        if os.WIFEXITED(status):
            break
    assert seen[-1] and not seen[0] and len(seen) > 5


@pytest.mark.parametrize("way", WAYS)
def test_a_write_that_fails_leaves_nothing_behind(
    way: Callable[[Path, bytes], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_bytes(OLD)

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        way(tmp_path / "a", NEW)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a", OLD)]


@pytest.mark.parametrize("way", WAYS)
def test_the_folder_is_on_the_disk_too(
    way: Callable[[Path, bytes], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without it a power cut may take the name of a file that was said to be kept."""
    flushed, real = [], os.fsync

    def seen(handle: int) -> None:
        flushed.append(stat.S_ISDIR(os.fstat(handle).st_mode) and not list(tmp_path.glob(".*")))
        real(handle)

    monkeypatch.setattr(os, "fsync", seen)
    way(tmp_path / "a", NEW)
    assert flushed == [False, True]


def test_a_link_stays_a_link_and_a_pipe_is_written_into(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "there" / "file")
    hand_out(tmp_path / "link", NEW)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "there" / "file").read_bytes() == NEW
    os.mkfifo(tmp_path / "pipe")
    with ThreadPoolExecutor() as pool:
        read = pool.submit((tmp_path / "pipe").read_bytes)
        hand_out(tmp_path / "pipe", NEW)
        assert read.result(10) == NEW
    assert (tmp_path / "pipe").is_fifo()


def test_a_very_long_name_can_be_written(tmp_path: Path) -> None:
    for way in WAYS:
        way(tmp_path / ("ä" * 127), NEW)


def _modes(folder: Path) -> dict[str, int]:
    return {str(path.relative_to(folder)): stat.S_IMODE(path.stat().st_mode) for path in folder.rglob("*")}


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
@pytest.mark.parametrize(
    ("folder", "deeper", "file"),
    [
        (0o755, 0o700, 0o600),  # as a home lies on most machines: nothing says that all are meant to read
        (0o700, 0o700, 0o600),
        (0o2750, 0o2750, 0o640),  # given to a group that may read
        (0o2770, 0o2770, 0o660),
        (0o770, 0o770, 0o660),
        (0o777, 0o770, 0o660),
    ],
)
def test_what_is_new_in_a_home_is_for_its_owner_and_for_a_group_that_the_folder_was_given_to(
    umask: int, folder: int, deeper: int, file: int, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    home.chmod(folder)
    before = os.umask(umask)
    try:
        make_folder(home / "a" / "b")
        swap(home / "a" / "b" / "file", NEW)
    finally:
        os.umask(before)
    assert _modes(home) == {"a": deeper, "a/b": deeper, "a/b/file": file}


def test_what_somebody_opened_or_closed_by_hand_stays_so(tmp_path: Path) -> None:
    make_folder(tmp_path / "a")
    for mode in (0o644, 0o400):
        (tmp_path / "a" / "file").unlink(missing_ok=True)
        swap(tmp_path / "a" / "file", OLD)
        (tmp_path / "a" / "file").chmod(mode)
        swap(tmp_path / "a" / "file", NEW)
        hand_out(tmp_path / "a" / "file", NEW)
        assert _modes(tmp_path / "a") == {"file": mode}


def test_a_file_handed_out_is_as_open_as_all_files_of_whoever_asked(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        hand_out(tmp_path / "new" / "calendar.ics", NEW)
    finally:
        os.umask(before)
    assert _modes(tmp_path) == {"new": 0o750, "new/calendar.ics": 0o640}


def test_nothing_of_a_home_is_open_to_everybody(tmp_path: Path) -> None:
    """What a load, a save, a frozen figure and a deck leave behind, on a machine whose users may read each other's."""
    before = os.umask(0o022)
    try:
        (tmp_path / "home").mkdir()
        workspace = desk(tmp_path / "home", opportunities__csv=OPPORTUNITIES, products__csv="product_id,name\nP1,\n")
        load(workspace)
        plans = Plans.whole(workspace.plans)
        plans.save(plans.open(Strategy, FILE, "A-1"), Strategy(account_id="A-1"), "Anna")
        keep_next(plans.of("A-1") / "reviews" / "2026-Q3" / "frozen", ".json", b"{}")
        decks.written(decks.Order(workspace), workspace.exports / "qbr" / "a.pptx", b"deck")
        decks.written(decks.Order(workspace), tmp_path / "asked" / "b.pptx", b"deck")
    finally:
        os.umask(before)
    home = _modes(tmp_path / "home")
    theirs = {"data", *(f"data/{name}.csv" for name in ("accounts", "charges", "opportunities", "products"))}
    for place in ("data/.warehouse", "data/.history", "data/rejects", "account_plans", "exports"):
        assert any(path.startswith(f"{place}/") for path in home)
    assert {path: oct(mode) for path, mode in home.items() if mode & 0o077 and path not in theirs} == {}
    assert _modes(tmp_path / "asked") == {"b.pptx": 0o644}


def test_every_file_is_written_in_one_place() -> None:
    """But for temporary folders, of which nothing is left (also what several servers share while they run, files that
    arrive for a draft and are moved into place, what a load works in, what a process that checks reviews tells), and
    the sample, which moves its files in all together."""
    root = Path(__file__).parents[1] / "steward"
    writes = re.compile(r"""\.write_(bytes|text)\(|\bopen\([^)]*["'][wax][+b]*["']""")
    found = {str(path.relative_to(root)) for path in root.rglob("*.py") if writes.search(path.read_text("utf-8"))}
    assert found == {
        "whole_files.py", "sample/files.py", "deck/default/template.py", "output/office.py",
        "services/data/bring/arriving.py",
        "services/design/site_sheet.py", "services/reviews/checkups.py", "services/reviews/templates.py",
        "ui/kit/in_common.py", "ui/kit/serve.py", "ui/reviews/bulk.py", "ui/reviews/checked.py", "ui/reviews/drift.py",
        "ui/server/several.py",
        "warehouse/loading/files/encodings.py", "warehouse/loading/files/head.py",
        "warehouse/loading/files/read_files.py", "warehouse/loading/files/zips.py",
        "warehouse/loading/tables/rejects.py", "warehouse/loading/tables/usage_months.py",
    }  # fmt: skip

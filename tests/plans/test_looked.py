"""What lies in folders is looked at once in a run, and anew as soon as anything was written here."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steward.plans.files import looked
from steward.plans.files.looked import Trail, content_of, folders, looked_once, stamps_of
from steward.whole_files import swap
from tests.examples import times

NAMES = st.sampled_from(["a.toml", "b.toml", "reviews/c.toml", "quotes/x/d.toml", "quotes/x/y/e.toml"])


def place(path: Path) -> tuple[str, str]:
    return str(path.parent), path.name


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "account").mkdir()
    (tmp_path / "account" / "a.toml").write_text("1")
    return tmp_path / "account"


def test_a_run_sees_one_state_of_a_file_and_the_next_run_another(folder: Path) -> None:
    path = folder / "a.toml"
    with looked_once():
        (before,) = stamps_of([place(path)])
        path.write_text("by hand, meanwhile")
        assert stamps_of([place(path)]) == [before]
    with looked_once():
        (after,) = stamps_of([place(path)])
    assert before is not None and after is not None and after[1] == len("by hand, meanwhile")
    assert stamps_of([place(path)]) == [after], "outside of a run it is what the disk says"


def test_what_is_saved_in_a_run_is_seen_in_it(folder: Path) -> None:
    with looked_once():
        assert stamps_of([place(folder / "a.toml"), place(folder / "new" / "b.toml")])[1] is None
        (folder / "new").mkdir()
        swap(folder / "new" / "b.toml", b"22")
        swap(folder / "a.toml", b"333")
        first, second = stamps_of([place(folder / "a.toml"), place(folder / "new" / "b.toml")])
        assert first is not None and first[1] == 3
        assert second is not None and second[1] == 2
        read = content_of(place(folder / "a.toml"), first)
        assert read is not None and read.said == b"333"


@given(st.sets(NAMES), st.integers(0, 2))
@settings(max_examples=times(20))
def test_files_below_are_those_the_disk_has(
    tmp_path_factory: pytest.TempPathFactory, names: set[str], deep: int
) -> None:
    whole = tmp_path_factory.mktemp("below")
    for name in names:
        (whole / name).parent.mkdir(parents=True, exist_ok=True)
        (whole / name).write_text(name)
    there = {path.relative_to(whole).as_posix() for path in whole.rglob("*") if path.is_file()}
    with looked_once():
        assert {name for name, _ in folders().below(str(whole))} == there
        found = [name for name, _ in folders().below(str(whole), deep, deep)]
        assert found == sorted(one for one in there if one.count("/") == deep)
        assert all(stamp == stamps_of([place(whole / name)])[0] for name, stamp in folders().below(str(whole)))


@pytest.fixture
def left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every folder was left alone for long enough to be known by how it stands."""
    monkeypatch.setattr(looked, "SETTLED", -(10**12))


@pytest.mark.usefixtures("left_alone")
def test_what_comes_to_and_goes_from_a_folder_that_is_known_is_seen_by_the_next_run(folder: Path) -> None:
    def seen() -> list[str]:
        with looked_once():
            return [name for name, _ in folders().below(str(folder.parent))]

    assert seen() == ["account/a.toml"]
    for change, now in (
        (lambda: (folder / "b.toml").write_text("2"), ["account/a.toml", "account/b.toml"]),
        (lambda: (folder / "a.toml").rename(folder / "c.toml"), ["account/b.toml", "account/c.toml"]),
        (lambda: (folder / "b.toml").unlink(), ["account/c.toml"]),
        (lambda: folder.rename(folder.with_name("other")), ["other/c.toml"]),
        (lambda: (folder.parent / "other").rename(folder), ["account/c.toml"]),
    ):
        counted_on(folder.parent)
        change()
        assert seen() == now


@pytest.mark.usefixtures("left_alone")
def test_what_was_told_of_files_holds_until_any_of_them_or_of_their_folders_is_another(folder: Path) -> None:
    def told() -> Trail:
        with looked_once():
            _, trail = folders().told(lambda looked: hash(tuple(looked.below(str(folder.parent)))))
        assert trail is not None
        return trail

    (folder / "x").mkdir()
    for change in (
        lambda: (folder / "a.toml").write_text("by hand"),
        lambda: (folder / "x" / "b.toml").write_text("2"),
        lambda: (folder / "x" / "b.toml").unlink(),
        lambda: (folder / "x").rmdir(),
        lambda: (folder / "a.toml").unlink(),
    ):
        before = told()
        assert before.stands()
        for one in (folder.parent, folder):
            counted_on(one)
        change()
        assert not before.stands()


def test_of_a_folder_that_was_changed_just_now_nothing_holds(folder: Path) -> None:
    with looked_once():
        assert folders().told(lambda looked: len(list(looked.below(str(folder)))))[1] is None


@pytest.mark.usefixtures("left_alone")
def test_a_folder_that_stands_as_it_stood_is_not_looked_into_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with looked_once():
        (before,) = stamps_of([place(folder / "a.toml")])
    (folder / "a.toml").write_text("by hand")
    monkeypatch.setattr(os, "scandir", None)
    with looked_once():
        (after,) = stamps_of([place(folder / "a.toml")])
    assert before is not None and after is not None and after[1] == len("by hand")


def counted_on(place: Path) -> None:
    """Wait until the disk says another time than it said when anything below a folder last came or went."""
    last = max(one.stat().st_ctime_ns for one in (place, *place.iterdir()))
    probe = place.parent / f"{place.name}.probe"
    while not probe.exists() or probe.stat().st_ctime_ns <= last:
        probe.write_text("")

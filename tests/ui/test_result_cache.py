"""What is kept of a warehouse goes with it, is made once, and is no more than so many bytes."""

import gc
import shutil
import threading
from dataclasses import dataclass
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from steward.ui.kit import turns
from steward.ui.kit.result_cache import WEIGHED_EVERY, ResultCache, weight
from steward.warehouse.loading.load import load
from steward.warehouse.reader import Warehouse
from steward.workspace import Workspace
from tests.examples import EVERYTHING

ROOT = Path(__file__).parents[2]
PAGES = ("book", "opportunities", "week", "renewals")[: 4 if EVERYTHING else 2]


@pytest.mark.every
def test_a_warehouse_that_was_replaced_twice_is_let_go(
    small_sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = shutil.copytree(small_sample, tmp_path / "home")
    monkeypatch.setenv("STEWARD_HOME", str(home))
    opened = []
    for replaced in range(4 if EVERYTHING else 3):
        if replaced:
            load(Workspace.whole(home))
        for page in PAGES:
            test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=600).switch_page(f"pages/internal/{page}.py")
            assert not test.run().exception
        gc.collect()
        opened.append(sum(isinstance(one, Warehouse) and one.path.is_relative_to(home) for one in gc.get_objects()))
    assert opened == [1, 2, 2, 2][: len(opened)]


def test_what_was_not_asked_for_longest_goes_first() -> None:
    results = ResultCache(most=weight("x" * 1000) * 3)
    for key in "abca":
        results.kept(key, lambda key=key: key * 1000)
    results.kept("d", lambda: "d" * 1000)
    made = []
    for key in "acdb":
        results.kept(key, lambda key=key: made.append(key) or key * 1000)
    assert made == ["b"]
    assert len(results) == 3 and results.bytes <= weight("x" * 1000) * 3


def test_what_is_too_heavy_by_itself_is_kept_alone() -> None:
    results = ResultCache(most=10)
    assert results.kept("a", lambda: "a" * 1000) == "a" * 1000
    assert results.kept("a", lambda: "never") == "a" * 1000
    results.kept("b", lambda: "b")
    assert len(results) == 1


def test_many_who_ask_at_once_wait_for_one(monkeypatch: pytest.MonkeyPatch) -> None:
    results, begun, go, made, found = ResultCache(), threading.Event(), threading.Event(), [], []

    def make() -> str:
        begun.set()
        go.wait(10)
        made.append("once")
        return "value"

    asking = [threading.Thread(target=lambda: found.append(results.kept("key", make))) for _ in range(8)]
    for thread in asking:
        thread.start()
    begun.wait(10)
    assert results.kept("another", lambda: 1) == 1
    go.set()
    for thread in asking:
        thread.join(10)
    assert (made, found) == (["once"], ["value"] * 8)


def test_what_failed_is_tried_again() -> None:
    results = ResultCache()
    with pytest.raises(ZeroDivisionError):
        results.kept("key", lambda: 1 // 0)
    assert results.kept("key", lambda: 2) == 2


def test_all_that_a_value_leads_to_is_weighed_once() -> None:
    @dataclass(frozen=True, slots=True)
    class Slotted:
        text: str
        others: tuple[object, ...] = ()

    @dataclass(frozen=True)
    class Plain:
        text: str
        others: dict[str, object]

    long = "x" * 5000
    assert weight(Slotted(long)) > 5000 and weight(Plain("", {"a": [long]})) > 5000
    assert weight(Slotted(long, (Slotted(long), Plain(long, {})))) < 2 * 5000
    around: list[object] = [long]
    around.append(around)
    assert 5000 < weight(around) < 6000


def test_of_what_is_long_some_is_weighed_for_all() -> None:
    rows = [(number + 1e6, str(number) * 20) for number in range(10_000)]
    whole = sum(weight(row) for row in rows)
    assert abs(weight(rows) / whole - 1) < 0.1


def test_what_is_on_it_already_is_weighed_once_so_that_what_is_made_of_it_stays_beside_it() -> None:
    cache = ResultCache(most=200_000)
    part = cache.kept("part", lambda: ["x" * 1000 + str(number) for number in range(100)])
    whole = cache.kept("whole", lambda: {"of": part})
    assert cache.kept("part", list) is part and cache.kept("whole", dict) is whole
    assert weight(part) < cache.bytes < weight(part) * 1.1


def test_a_long_dictionary_weighs_about_what_all_that_is_in_it_does() -> None:
    held = {str(number): "x" * 1000 for number in range(10)} | {
        str(number): "y" * 500 + str(number) for number in range(10, 1000)
    }
    assert weight(held) == pytest.approx(weight(list(held.values())), rel=0.3)


def test_of_what_goes_on_changing_only_the_state_that_was_asked_for_last_is_held() -> None:
    cache = ResultCache()
    cache.kept("book", lambda: ["x" * 1000], 1)
    assert cache.kept("book", lambda: ["never"], 1) == ["x" * 1000]
    assert cache.kept("book", lambda: ["y" * 1000], 2) == ["y" * 1000]
    assert len(cache) == 1 and cache.bytes == weight(["y" * 1000])


def test_what_is_let_go_of_while_it_is_made_counts_for_nothing() -> None:
    cache = ResultCache()

    def made() -> list[str]:
        cache.kept("book", lambda: ["later"], 2)
        return ["x" * 1000]

    assert cache.kept("book", made, 1) == ["x" * 1000]
    assert cache.bytes == weight(["later"])
    cache.clear()
    assert cache.bytes == 0


def test_a_page_that_waits_for_what_is_being_made_has_no_turn_meanwhile() -> None:
    results = ResultCache()
    begun, there, go_on = (threading.Event() for _ in range(3))

    def slowly() -> str:
        begun.set()
        go_on.wait(600)
        return "made once"

    def page() -> None:
        with turns.a_turn():
            there.set()
            found.append(results.kept("a", lambda: "made twice"))

    found: list[str] = []
    maker = threading.Thread(target=results.kept, args=("a", slowly))
    maker.start()
    begun.wait(600)
    reader = threading.Thread(target=page)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(turns, "FOR_PAGES", 60)
        reader.start()
        there.wait(600)
        turns.after_pages()  # as what makes beforehand does: it would wait for a page that waits for it
        at_work = turns.idle_for() == 0
        go_on.set()
    reader.join()
    assert found == ["made once"] and not at_work


def test_what_is_made_again_of_files_weighs_as_before_and_is_weighed_now_and_then() -> None:
    results, short, long = ResultCache(), "x" * 1000, "x" * 9000
    results.kept("a", lambda: short, 0)
    for state in range(1, WEIGHED_EVERY):
        results.kept("a", lambda: long, state)
        assert results.bytes == weight(short)
    results.kept("a", lambda: long, WEIGHED_EVERY)
    assert results.bytes == weight(long)

"""The map editor from Python: it mounts on a page, and whatever a browser sends is only a change of this map."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from streamlit.testing.v1 import AppTest

from steward.domain.stakeholders import Tie
from steward.ui.maps.editor.changes import FARTHEST, as_one, checked
from steward.ui.maps.editor.component import SCRIPTS
from steward.ui.maps.editor.content import content
from tests.maps_made import HOSTILE, made_map, named_map

EDITOR = Path(__file__).parents[2] / "steward" / "ui" / "maps" / "editor"
PAGE = Path(__file__).parents[1] / "browser" / "map_editor_page.py"
MAP = made_map(8)
KEYS = [person.key for person in MAP.people]

anything = some.recursive(
    some.none() | some.booleans() | some.floats() | some.integers() | some.sampled_from(KEYS) | some.text(max_size=5),
    lambda inner: some.lists(inner, max_size=4) | some.dictionaries(some.sampled_from(KEYS) | some.text(), inner),
    max_leaves=12,
)
number = some.floats() | some.integers(-2_000, 2_000) | some.just(10**400)
line = some.tuples(some.sampled_from(KEYS), some.sampled_from(KEYS), some.sampled_from([*Tie, "hates"])).map(list)
near_to_right = some.fixed_dictionaries(
    {
        "moved": some.dictionaries(some.sampled_from(KEYS), some.lists(number, min_size=2, max_size=2)),
        "added": some.lists(line),
        "removed": some.lists(line),
    }
)


@given(some.fixed_dictionaries({"changed": anything | near_to_right, "open": anything}))
def test_whatever_is_sent_only_a_change_of_this_map_comes_back(sent: dict[str, Any]) -> None:
    changes = checked(as_one(sent), MAP)
    ours = {person.key: person.ours for person in MAP.people}
    there = {(one.start, one.end, one.tie) for one in MAP.lines}
    assert all(key in ours and abs(x) <= FARTHEST and abs(y) <= FARTHEST for key, (x, y) in changes.moved.items())
    assert not set(changes.added) & there
    assert set(changes.removed) <= there
    assert all(ours[start] == (tie is Tie.KNOWS) and not ours[end] for start, end, tie in changes.added)
    assert changes.open == "" or ours[changes.open] is False


@pytest.mark.parametrize("sent", [{"changed": [1], "open": "p1"}, {"changed": "all"}, {"open": ["p1"]}, {}])
def test_messages_of_another_form_are_no_message(sent: dict[str, Any]) -> None:
    assert not checked(as_one(sent), MAP)


def test_both_messages_are_understood() -> None:
    sent = {"changed": {"moved": {"p1": [1.234, 2]}}, "open": {"id": "p2"}}
    changes = checked(as_one(sent), MAP)
    assert (changes.moved, changes.open) == ({"p1": (1.23, 2.0)}, "p2")


def test_the_editor_mounts_on_a_page_and_says_nothing_by_itself() -> None:
    page = AppTest.from_file(str(PAGE), default_timeout=600).run()
    assert not page.exception
    assert page.text[1].value == "Nothing yet."
    page.button[0].click().run()
    assert not page.exception
    assert page.session_state["map"].people[1].y == 2.0


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_names_reach_the_browser_as_data(text: str) -> None:
    told = json.loads(json.dumps(content(named_map(text))))
    assert not any(sign < " " for person in told["people"] for sign in person["name"] + person["title"])
    json.dumps(told, ensure_ascii=False).encode("utf-8")


def test_the_scripts_make_no_markup_of_data_and_fetch_nothing() -> None:
    """Names are set as text; nothing comes from a network."""
    for name in (*SCRIPTS, "editor.css"):
        code = (EDITOR / name).read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        for word in (
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "http",
            "fetch(",
            "import",
        ):
            assert word not in code.replace("!important", ""), f"{word} in {name}"


def test_colours_have_one_home() -> None:
    """Every colour of people and lines comes from Python; only what Streamlit's theme names has a spare one."""
    for name in SCRIPTS:
        code = (EDITOR / name).read_text(encoding="utf-8")
        spare = code.replace("--st-text-color, #1f2937", "").replace("--st-background-color, #fff", "")
        assert "#" not in spare.replace("url(#", ""), name

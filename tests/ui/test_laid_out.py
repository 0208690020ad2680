"""What is laid out of an exhibit is kept with that exhibit, and for no other."""

import gc
import json
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from steward.charts import figure, in_ink
from steward.charts.people import PLACEHOLDERS
from steward.domain.access.scope import Accounts, Scope
from steward.exhibits.people_looks import INK, PAGE
from steward.services.access.rules import ALONE
from steward.ui.kit import reader
from steward.ui.kit.exhibits import _place
from steward.ui.kit.laid_out import Layouts
from steward.ui.kit.result_cache import weight
from steward.ui.kit.style import page_colour, text_colour
from tests.charts.exhibits_drawn import EVERY, LINES


@dataclass(frozen=True)
class Shown:
    """An exhibit, as far as a layout is concerned."""

    text: str


def test_what_is_shown_again_is_not_laid_out_again() -> None:
    layouts, shown, made = Layouts(), Shown("a"), []
    for run in range(4):
        assert layouts.of(shown, "grid", lambda run=run: made.append(run) or "laid out") == "laid out"
    assert made == [0]


def test_two_that_say_the_same_share_nothing() -> None:
    layouts, one, other = Layouts(), Shown("same"), Shown("same")
    for run in range(3):
        found = [layouts.of(each, "grid", lambda name=name: [name]) for name, each in (("one", one), ("other", other))]
        assert found == [["one"], ["other"]], run


def test_each_part_is_laid_out_by_itself() -> None:
    layouts, shown = Layouts(), Shown("a")
    for _ in range(3):
        assert [layouts.of(shown, part, lambda part=part: part) for part in ("grid", "paper")] == ["grid", "paper"]


def test_it_goes_with_its_exhibit() -> None:
    layouts = Layouts()
    for _ in range(50):
        shown = Shown("a")
        for run in range(3):
            layouts.of(shown, "grid", lambda run=run: [run] * 100)
    assert len(layouts) == 1
    del shown
    gc.collect()
    assert (len(layouts), layouts.bytes) == (0, 0)


def test_no_more_is_kept_than_so_many_bytes() -> None:
    made = "x" * 1000
    layouts, shown = Layouts(most=3 * weight(made)), [Shown(str(number)) for number in range(5)]
    for one in shown * 2:
        layouts.of(one, "grid", lambda: made)
    assert len(layouts) == 3 and layouts.bytes == 3 * weight(made)
    asked = [layouts.of(one, "grid", lambda: "anew") for one in (shown[4], shown[0])]
    assert asked == [made, "anew"]


def _told(place: str) -> dict[str, Any]:
    """The figure that goes along with a page."""
    [told] = re.findall(r"data-figure='([^'<>&]*)'", place)
    return dict(json.loads(told))


@pytest.mark.parametrize("exhibit", EVERY, ids=lambda one: type(one).__name__)
def test_a_chart_that_was_kept_is_the_one_that_was_drawn(exhibit: object) -> None:
    mine = replace(exhibit)  # type: ignore[type-var]
    runs = [_place(mine) for _ in range(4)]
    assert runs == [runs[0]] * 4 and runs[0] is runs[3]
    told = _told(runs[0])
    looks = told["layout"]
    drawn = in_ink(figure(mine), looks["paper_bgcolor"], looks["font"]["color"]).update_layout(template=None)
    said = str(drawn.to_json()).replace(PLACEHOLDERS[INK], text_colour()).replace(PLACEHOLDERS[PAGE], page_colour())
    assert told == json.loads(said)
    assert f"height: {looks['height']}px" in runs[0]


def test_a_chart_made_anew_that_says_the_same_is_the_one_before_in_one_scope_alone(
    sample_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STEWARD_HOME", str(sample_home))
    mine = replace(LINES)
    drawn = _place(mine)
    assert _place(replace(LINES)) is drawn
    assert _place(replace(LINES, note="Another.", alt="Something else.")) is not drawn
    somebody = Scope(read=Accounts(frozenset({"NW-1003"})))
    with monkeypatch.context() as patched:
        patched.setattr(reader, "ALONE", replace(ALONE, scope=somebody))
        assert _place(replace(LINES)) is not drawn


def test_a_chart_of_another_ground_is_another(monkeypatch: pytest.MonkeyPatch) -> None:
    mine, grounds = replace(LINES), []
    for ground in ("#FFFFFF", "#FFFFFF", "#14181F", "#FFFFFF"):
        monkeypatch.setattr("steward.ui.kit.exhibits.page_colour", lambda ground=ground: ground)
        grounds.append(_told(_place(mine))["layout"]["paper_bgcolor"])
    assert grounds == ["#FFFFFF", "#FFFFFF", "#14181F", "#FFFFFF"]

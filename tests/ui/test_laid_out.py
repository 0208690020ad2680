"""What is laid out of an exhibit is kept with that exhibit, and for no other."""

import gc
from dataclasses import dataclass, replace

import pytest

from steward.charts import figure, in_ink
from steward.ui.kit.exhibits import _figure
from steward.ui.kit.laid_out import Layouts
from steward.ui.kit.result_cache import weight
from tests.charts.exhibits_drawn import EVERY, LINES


@dataclass(frozen=True)
class Shown:
    """An exhibit, as far as a layout is concerned."""

    text: str


def test_what_is_shown_again_is_laid_out_no_third_time() -> None:
    layouts, shown, made = Layouts(), Shown("a"), []
    for run in range(4):
        assert layouts.of(shown, "grid", lambda run=run: made.append(run) or "laid out") == "laid out"
    assert made == [0, 1]


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


@pytest.mark.parametrize("exhibit", EVERY, ids=lambda one: type(one).__name__)
def test_a_chart_that_was_kept_is_the_one_that_was_drawn(exhibit: object) -> None:
    mine = replace(exhibit)  # type: ignore[type-var]
    runs = [_figure(mine).to_dict() for _ in range(4)]
    looks = runs[0]["layout"]
    drawn = in_ink(figure(mine), looks["paper_bgcolor"], looks["font"]["color"]).to_dict()
    assert runs == [drawn] * 4
    assert runs[2] is runs[3]


def test_a_chart_of_another_ground_is_another(monkeypatch: pytest.MonkeyPatch) -> None:
    mine, grounds = replace(LINES), []
    for ground in ("#FFFFFF", "#FFFFFF", "#14181F", "#FFFFFF"):
        monkeypatch.setattr("steward.ui.kit.exhibits.page_colour", lambda ground=ground: ground)
        grounds.append(_figure(mine).to_dict()["layout"]["paper_bgcolor"])
    assert grounds == ["#FFFFFF", "#FFFFFF", "#14181F", "#FFFFFF"]

"""Lines are named where they end: in their colour, none over another, and of many those that tell most in colour."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packages import series_of
from pptx.oxml.ns import qn
from test_notation import COMMON, drawn

from steward.deck.charts.line_ends import spread, telling
from steward.exhibits import PERCENT, Lines, Role, Series

MONTHS = tuple(f"{name} 2026" for name in ("Apr", "May", "Jun", "Jul", "Aug", "Sep"))
NAMES = ("Dedicated Internet", "SD-WAN Edge", "Secure Web Gateway", "Contact Centre Cloud", "Cloud Telephony", "SIP")
SHARES = st.floats(0, 1)


@given(st.lists(SHARES, min_size=1, max_size=9), st.floats(0.01, 0.1))
def test_places_keep_their_distance_their_order_and_their_limits(wanted: list[float], tall: float) -> None:
    found = spread(wanted, tall, 0.0, 1.0)
    assert all(below - above >= tall - 1e-9 for above, below in pairwise(sorted(found)))
    assert all(-1e-9 <= place <= 1 + 1e-9 for place in found)
    pairs = sorted(zip(wanted, found, strict=True))
    assert all(one[1] <= other[1] for one, other in pairwise(pairs) if one[0] < other[0])


def test_what_does_not_touch_stays_and_what_does_gives_way_to_both_sides() -> None:
    assert spread([0.2, 0.8], 0.1, 0, 1) == [0.2, 0.8]
    assert spread([0.5, 0.52, 0.9], 0.1, 0, 1) == pytest.approx([0.46, 0.56, 0.9])


def _lines(count: int, limit: bool = True) -> Lines:
    ends = (70, 64, 63, 56, 62, 90)
    series = [Series(NAMES[n], (50, 51, 52, 53, 54, ends[n])) for n in range(count)]
    limits = [Series("Committed", (100.0,) * 6, Role.REFERENCE)] if limit else []
    return Lines(**COMMON, categories=MONTHS, series=(*series, *limits), unit=PERCENT)


def labels(chart: Any) -> dict[str, Any]:
    """The label of each series."""
    found = {each.findtext(f".//{qn('c:v')}"): each.find(f"{qn('c:dLbls')}/{qn('c:dLbl')}") for each in _series(chart)}
    return {name: label for name, label in found.items() if label is not None}


def _series(chart: Any) -> list[Any]:
    return list(chart._chartSpace.iter(qn("c:ser")))


def said(label: Any) -> tuple[str, str, str]:
    """At which point it stands, and whether it says name and value."""
    return tuple(label.find(qn(f"c:{each}")).get("val") for each in ("idx", "showSerName", "showVal"))  # type: ignore[return-value]


def test_each_line_is_named_with_its_value_at_its_last_point_and_no_legend_is_needed() -> None:
    chart = drawn(_lines(4), 6.0)
    assert {name: said(label) for name, label in labels(chart).items()} == dict.fromkeys(
        (*NAMES[:4], "Committed"), ("5", "1", "1")
    )
    assert not chart.has_legend
    assert all(label.find(qn("c:dLblPos")).get("val") == "r" for label in labels(chart).values())


def test_one_line_alone_says_its_value_and_not_its_name() -> None:
    chart = drawn(_lines(1, limit=False))
    assert said(labels(chart)[NAMES[0]]) == ("5", "0", "1")


def test_names_that_would_touch_are_moved_apart_and_no_others() -> None:
    chart = drawn(_lines(4), 6.0, 3.0)
    area = chart._chartSpace.find(f"{qn('c:chart')}/{qn('c:plotArea')}/{qn('c:layout')}/{qn('c:manualLayout')}")
    high = float(area.find(qn("c:h")).get("val"))
    axis = chart.value_axis
    places = []
    for name, label in labels(chart).items():
        moved = label.find(f"{qn('c:layout')}/{qn('c:manualLayout')}/{qn('c:y')}")
        end = series_of(chart)[name][-1] or 0
        start = (axis.maximum_scale - end) / (axis.maximum_scale - axis.minimum_scale) * high
        places.append(start + (0 if moved is None else float(moved.get("val"))))
        assert name != "Committed" or moved is None
    line = 12 * 1.22 / (3.0 * 72)
    assert all(below - above >= line * 0.95 for above, below in pairwise(sorted(places)))


def test_a_name_too_long_for_its_chart_keeps_its_beginning_and_end_and_the_value_stays_the_charts() -> None:
    label = labels(drawn(_lines(4), 4.5))["Contact Centre Cloud"]
    [name] = [each.text for each in label.iter(qn("a:t")) if "…" in (each.text or "")]
    assert name.startswith("Con") and name.endswith("d ")
    assert [each.get("type") for each in label.iter(qn("a:fld"))] == ["VALUE"]


def test_a_name_of_words_stands_on_two_lines_before_it_is_cut() -> None:
    found = labels(drawn(_lines(4), 5.0))
    texts = {name: [each.text for each in label.iter(qn("a:t"))] for name, label in found.items()}
    assert texts["Secure Web Gateway"][:2] == ["Secure Web", "Gateway "]
    assert [text for text in texts.values() if "…" in "".join(each or "" for each in text)] == []


def test_of_more_than_four_lines_those_that_end_apart_are_coloured_and_the_others_grey() -> None:
    many = _lines(6)
    assert telling(many) == [0, 3, 4, 5], "the two of 63 and 64 end where most do"
    chart = drawn(many, 4.0, 2.2)  # a small chart for each has no room
    found = {each.findtext(f".//{qn('c:v')}"): next(each.iter(qn("a:schemeClr"))).get("val") for each in _series(chart)}
    assert {found[name] for name in (NAMES[1], NAMES[2])} == {"tx1"}
    assert len({found[NAMES[at]] for at in (0, 3, 4, 5)}) == 4
    assert set(labels(chart)) == {*NAMES, "Committed"}, "grey ones are named too"


def test_where_not_all_have_room_for_a_name_there_is_a_legend() -> None:
    chart = drawn(_lines(6), 6.0, 1.2)
    assert chart.has_legend and 1 <= len(labels(chart)) < 7

"""Goals and steps as figures: where the numbers and days lie, and what is said in words."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from exhibits_drawn import HOSTILE, WRITTEN
from hypothesis import given
from hypothesis import strategies as st
from plans_drawn import (
    BOARD,
    CORE,
    FEWER,
    GOALS,
    NO_START,
    NO_TARGET,
    ORDERED,
    REACHED,
    SPANS,
    TEST,
    TO_KEEP,
    UNMEASURED,
    WORSE,
    bullets,
    goal,
    timeline,
)

from steward.charts import figure
from steward.exhibits import Bullet, Span
from steward.exhibits.plan_places import calendar, track

numbers = st.none() | st.floats(-1e12, 1e12, allow_nan=False)


def bars(drawing: Any) -> dict[str, tuple[float, float]]:
    """Where each bar begins and ends, by the first line under the pointer."""
    found = {}
    for trace in drawing.data:
        if trace.type == "bar":
            for base, length, said in zip(trace.base, trace.x, trace.customdata, strict=True):
                found[said.split("<br>")[0]] = (base, base + length)
    return found


def test_no_line_down_runs_through_the_words_of_a_step() -> None:
    drawing = figure(timeline(*SPANS))
    upright = [(line.y0, line.y1) for line in drawing.layout.shapes if line.x0 == line.x1 and line.y0 > 42]
    notes = [note for note in drawing.layout.annotations if note.y >= 42]
    assert notes and upright
    for begins, ends in upright:
        for note in notes:
            bottom = note.y + note.font.size * 1.3 * (note.text.count("<br>") + 1)
            assert ends <= note.y or begins >= bottom - 1, note.text


def test_what_is_said_of_a_step_is_whole() -> None:
    said = "Göran Tveitan (you), Linnéa Kjærgaard (us) · What was never tried does not work, so it is tried at night"
    assert said in written(figure(timeline(replace(SPANS[0], detail=said)))).replace("<br>", " ")


def written(drawing: Any) -> str:
    """Every word around the marks."""
    return " | ".join(note.text for note in drawing.layout.annotations)


def test_a_bar_covers_the_share_of_the_way_that_was_gone() -> None:
    begin, end = bars(figure(bullets(FEWER)))[FEWER.label]
    [stroke] = [trace.x[0] for trace in figure(bullets(FEWER)).data if trace.name == "target"]
    assert FEWER.progress == pytest.approx((end - begin) / (stroke - begin)) == pytest.approx(42 / 75)


def test_fewer_minutes_are_progress_to_the_right() -> None:
    more, less = (bars(figure(bullets(goal("Offline", 120, 45, now))))["Offline"] for now in (100, 60))
    assert less[1] > more[1] > more[0]


def test_the_numbers_are_written_by_their_unit() -> None:
    words = written(figure(bullets(FEWER)))
    for number in (120, 78, 45):
        assert FEWER.unit.text(number) in words
    assert "by 31 Dec 2026" in words and "Anna Koch (you)" in words


def test_a_goal_that_was_passed_stays_inside_and_says_reached() -> None:
    _, end = bars(figure(bullets(REACHED)))[REACHED.label]
    [stroke] = [trace.x[0] for trace in figure(bullets(REACHED)).data if trace.name == "target"]
    assert stroke < end <= 1
    assert "now 63\N{NO-BREAK SPACE}sites, reached" in written(figure(bullets(REACHED)))


def test_a_goal_that_went_backwards_runs_to_the_left_of_its_start_and_says_so() -> None:
    begin, end = bars(figure(bullets(WORSE)))[WORSE.label]
    assert 0 <= end < begin
    assert "moved away from target" in written(figure(bullets(WORSE)))


def test_what_is_not_measured_has_no_bar_and_says_so() -> None:
    drawing = figure(bullets(UNMEASURED))
    assert bars(drawing) == {}
    assert "not measured yet" in written(drawing)
    assert [len(trace.x) for trace in drawing.data if trace.name == "target"] == [1]


@pytest.mark.parametrize(
    ("unknown", "words"),
    ((NO_TARGET, "no target set yet"), (NO_START, "start not known"), (TO_KEEP, "from 99")),
    ids=("no target", "no start", "nothing to gain"),
)
def test_without_a_way_to_go_nothing_is_drawn_and_the_numbers_are_said(unknown: Bullet, words: str) -> None:
    drawing = figure(bullets(unknown))
    assert not drawing.layout.shapes and bars(drawing) == {}
    assert words in written(drawing)
    assert unknown.actual is not None and unknown.unit.text(unknown.actual) in written(drawing)


@given(numbers, numbers, numbers)
def test_no_number_lies_outside_its_track(baseline: float | None, target: float | None, actual: float | None) -> None:
    place = track(goal("Any", baseline, target, actual))
    if place is not None:
        assert all(-1e-9 <= spot <= 1 for spot in (place.baseline, place.target, place.actual or 0))
        assert place.baseline <= place.target
    assert figure(bullets(goal("Any", baseline, target, actual))).layout.height > 0


def test_every_goal_has_a_place_of_its_own() -> None:
    drawing = figure(bullets(*GOALS))
    tops = [note.y for note in drawing.layout.annotations if note.text.startswith("<b>") and note.font.size == 14]
    assert len(tops) == len(GOALS) and tops == sorted(set(tops))
    assert max(note.y for note in drawing.layout.annotations) < drawing.layout.height


def test_a_step_lies_between_its_first_and_its_last_day() -> None:
    drawing, months = figure(timeline(*SPANS)), calendar(SPANS)
    days = date.fromordinal(months.first), date.fromordinal(months.end)
    assert days == (date(2026, 6, 1), date(2027, 1, 1))
    begin, end = (months.first + place * (months.end - months.first) for place in bars(drawing)[CORE.label])
    assert (round(begin), round(end)) == (date(2026, 7, 1).toordinal(), date(2026, 9, 16).toordinal())


def test_a_milestone_is_a_diamond_on_its_day() -> None:
    drawing, months = figure(timeline(*SPANS)), calendar(SPANS)
    [planned] = [trace for trace in drawing.data if trace.type == "scatter" and trace.name == "planned"]
    assert planned.marker.symbol == "diamond"
    assert planned.x[0] == pytest.approx(months.place(BOARD.end, 0.5))


def test_states_differ_in_form_and_are_said() -> None:
    traces = {trace.name: trace for trace in figure(timeline(*SPANS)).data if trace.type == "bar"}
    forms = {(t.marker.color, t.marker.pattern.shape, t.marker.line.width) for t in traces.values()}
    assert set(traces) == {"in progress", "done", "planned", "late", "stopped"} and len(forms) == 5
    words = written(figure(timeline(*SPANS)))
    assert all(state in words for state in ("Done", "Late", "In progress", "Planned", "Stopped"))


def test_days_on_the_way_lie_upon_the_line_on_their_days() -> None:
    drawing, months = figure(timeline(ORDERED)), calendar([ORDERED])
    marks = {trace.name: trace for trace in drawing.data if str(trace.name).startswith("mark")}
    assert set(marks) == {"mark, done", "mark, planned", "mark, first promised"}
    [lane] = [trace.y[0] for trace in drawing.data if trace.name == "late"]
    for mark in ORDERED.marks:
        trace = marks[f"mark, {mark.state}"]
        assert trace.x[0] == pytest.approx(months.place(mark.day, 0.5)) and trace.y[0] == lane
        assert mark.label in trace.customdata[0]
    stroke = marks["mark, first promised"].marker.symbol
    assert stroke not in {marks[name].marker.symbol for name in ("mark, done", "mark, planned")}
    beyond = replace(ORDERED, marks=(replace(ORDERED.marks[0], day=date(2027, 2, 1)),))
    assert calendar([beyond]).holds(date(2027, 2, 1)), "a mark beyond its line is in view"


def test_months_are_named_and_thinned() -> None:
    near, far = figure(timeline(TEST)), figure(timeline(replace(TEST, end=date(2031, 10, 30))))
    assert "Sep 2026" in written(near) and "Oct 2026" in written(near)
    years = [note.text for note in far.layout.annotations if note.text.startswith("Jan ")]
    assert 2 <= len(years) <= 5


def test_today_is_a_line_only_where_it_is_in_view() -> None:
    assert "today" in written(figure(timeline(TEST)))
    assert "today" not in written(figure(timeline(TEST, today=date(2025, 1, 1))))


@given(st.lists(st.tuples(st.none() | st.dates(), st.dates(), st.text(max_size=9)), min_size=1, max_size=6), st.dates())
def test_any_days_are_drawn_inside(steps: list[tuple[date | None, date, str]], today: date) -> None:
    spans = [Span(label="Any", start=start, end=end, state=state) for start, end, state in steps]
    drawing = figure(timeline(*spans, today=today))
    for begin, end in bars(drawing).values():
        assert -1e-9 <= begin < end <= 1 + 1e-9
    assert all(0 <= x <= 1 for trace in drawing.data if trace.type == "scatter" for x in trace.x)


def test_hostile_words_are_written_to_the_letter() -> None:
    goals = bullets(replace(FEWER, label=HOSTILE, detail=HOSTILE, unit=replace(FEWER.unit, suffix=HOSTILE)))
    for exhibit in (goals, timeline(replace(CORE, label=HOSTILE, detail=HOSTILE, state=HOSTILE))):
        texts = json.loads(figure(exhibit).to_json())
        assert "<a" not in json.dumps(texts)
        assert WRITTEN in str([trace.get("customdata") for trace in texts["data"]])


def test_nobody_scrolls_by_accident_and_nothing_written_says_so() -> None:
    for exhibit in (bullets(*GOALS), timeline(*SPANS)):
        layout = figure(exhibit).layout
        assert layout.dragmode is False and layout.xaxis.fixedrange and layout.yaxis.fixedrange
    for nothing in (bullets(), timeline()):
        assert written(figure(nothing)) == "No values to show"

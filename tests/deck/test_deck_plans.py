"""Goals and steps as native shapes: the same numbers and days as the exhibit's, inside their box, on any template."""

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from harbour import full_review
from lxml import etree
from packages import plain, problems, slides_of
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
    timeline,
)
from pptx import Presentation
from templates import ODD
from test_deck_hostile import NASTY

from steward.briefings.customer.review import Slide
from steward.deck import customer_deck
from steward.deck.native import place
from steward.deck.shapes.geometry import INCH, Box
from steward.exhibits import Exhibit, Span
from steward.exhibits.plan_places import calendar
from tests.examples import first, these

BOX = Box(INCH // 2, INCH, 12 * INCH, 5 * INCH)


def placed(exhibit: Exhibit, box: Box = BOX) -> Any:
    """The group of shapes on a slide of its own, saved and opened again."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = round(13.333 * INCH), round(7.5 * INCH)
    place(presentation.slides.add_slide(presentation.slide_layouts[6]), exhibit, box)
    stream = io.BytesIO()
    presentation.save(stream)
    assert problems(stream.getvalue()) == []
    [group] = slides_of(stream.getvalue())[0].shapes
    return group


def named(group: Any, start: str) -> list[Any]:
    """The shapes of a name, from top to bottom."""
    return sorted((shape for shape in group.shapes if shape.name.startswith(start)), key=lambda shape: shape.top)


def words(group: Any) -> str:
    """All text."""
    return plain(" | ".join(shape.text_frame.text for shape in group.shapes if shape.has_text_frame))


def groups_of(deck: bytes) -> Iterator[Any]:
    """The groups of all slides."""
    return (shape for slide in slides_of(deck) for shape in slide.shapes if shape.name.startswith(("bullets", "timel")))


def test_a_bar_covers_the_share_of_the_way_that_was_gone() -> None:
    group = placed(bullets(FEWER))
    [bar], [start], [stroke] = named(group, "actual"), named(group, "baseline"), named(group, "target")
    goal = stroke.left + stroke.width / 2
    assert bar.left == start.left
    assert bar.width / (goal - bar.left) == pytest.approx(FEWER.progress, abs=0.01)


def test_every_number_and_date_is_said_as_the_unit_writes_it() -> None:
    said = words(placed(bullets(*GOALS)))
    for goal in GOALS:
        assert goal.label in said
        for number in (goal.baseline, goal.target, goal.actual):
            assert number is None or plain(goal.unit.text(number)) in said
    assert said.count("31 Dec 2026") == len(GOALS)
    assert "Anna Koch (you), Ben Hall (us)" in said


def test_beyond_the_target_and_behind_the_start_stay_on_the_track() -> None:
    group = placed(bullets(REACHED, WORSE))
    for bar, track in zip(named(group, "actual"), named(group, "track"), strict=True):
        assert track.left <= bar.left and bar.left + bar.width <= track.left + track.width
    for said in (*named(group, "now"), *named(group, "from"), *named(group, "to")):
        track = named(group, "track")[0]
        assert track.left <= said.left and said.left + said.width <= track.left + track.width
    beyond, behind = named(group, "actual")
    strokes, starts = named(group, "target"), named(group, "baseline")
    assert strokes[0].left < beyond.left + beyond.width
    assert behind.left + behind.width <= starts[1].left + starts[1].width
    assert "reached" in words(group) and "moved away from target" in words(group)


def test_what_is_not_known_is_said_and_never_drawn() -> None:
    group = placed(bullets(UNMEASURED, NO_TARGET, NO_START, TO_KEEP))
    assert named(group, "actual") == []
    assert len(named(group, "track")) == 1, "only the one with a start and a target"
    for said in ("not measured yet", "no target set yet", "start not known"):
        assert said in words(group)


SIX = tuple(
    Span(
        label=f"Step {number} of the plan that is agreed",
        start=date(2026, number, 4),
        end=date(2026, number + 2, 17),
        state=state,
        detail="Göran Tveitan (you), Linnéa Kjærgaard (us) · What was never tried does not work",
    )
    for number, state in enumerate(("done", "done", "in progress", "planned", "late", "planned"), start=3)
)


@pytest.mark.parametrize("spans", [SPANS, SIX, SIX[:2], SIX * 2], ids=len)
def test_no_line_down_runs_through_words(spans: tuple[Span, ...]) -> None:
    for today in (date(2026, 5, 20), date(2026, 8, 19), date(2026, 10, 1)):
        group = placed(replace(timeline(*spans), today=today))
        lines = [one for name in ("month", "today") for one in named(group, name) if not one.has_text_frame]
        texts = [one for name in ("until", "step", "who") for one in named(group, name) if one.has_text_frame]
        assert lines and texts
        for line in lines:
            for text in texts:
                across = text.left < line.left < text.left + text.width
                down = line.top < text.top + text.height - 1 and text.top < line.top + line.height - 1
                assert not (across and down), (line.name, text.text_frame.text)


def test_six_steps_of_a_slide_are_whole_and_in_twelve_points() -> None:
    group = placed(replace(timeline(*SIX), today=date(2026, 8, 19)))
    told = named(group, "step")
    assert len(told) == 6 and not any("…" in shape.text_frame.text for shape in told)
    sizes = {run.font.size.pt for shape in told for each in shape.text_frame.paragraphs for run in each.runs}
    assert min(sizes) >= 12


def test_a_step_lies_between_its_days_and_a_milestone_on_its_day() -> None:
    group, months = placed(timeline(*SPANS)), calendar(SPANS)
    lines = named(group, "month")
    edge = min(shape.left for shape in lines)
    [late], [board] = named(group, "bar, late"), named(group, "milestone, planned")
    today, *_ = [shape for shape in named(group, "today") if not shape.has_text_frame]
    width = (today.left - edge) / months.place(date(2026, 9, 30), 0.5)
    assert (late.left - edge) / width == pytest.approx(months.place(date(2026, 7, 1)), abs=0.002)
    assert (late.left + late.width - edge) / width == pytest.approx(months.place(date(2026, 9, 16)), abs=0.002)
    assert (board.left + board.width / 2 - edge) / width == pytest.approx(months.place(BOARD.end, 0.5), abs=0.002)
    assert board.auto_shape_type.name == "DIAMOND"


def test_days_on_the_way_lie_upon_the_line_and_what_was_promised_first_is_a_stroke() -> None:
    group = placed(timeline(ORDERED))
    [bar], [done], [first] = (named(group, name) for name in ("bar, late", "mark, done", "mark, first promised"))
    [planned] = named(group, "mark, planned")
    begin, whole = date(2026, 7, 6), (ORDERED.end - date(2026, 7, 6)).days + 1
    for shape, mark in zip((done, planned, first), ORDERED.marks, strict=True):
        place = (shape.left + shape.width / 2 - bar.left) / bar.width
        assert place == pytest.approx(((mark.day - begin).days + 0.5) / whole, abs=0.005)
    assert first.width == 0 and first.top < bar.top and first.top + first.height > bar.top + bar.height
    assert done.height < bar.height and etree.tostring(done._element.spPr) != etree.tostring(planned._element.spPr)


def test_each_state_has_its_own_form_and_its_word() -> None:
    group = placed(timeline(*SPANS))
    forms = {bar.name: etree.tostring(bar._element.spPr[2]) for bar in named(group, "bar")}
    assert len(forms) == len(set(forms.values())) == 5
    for span in SPANS:
        assert span.label in words(group) and span.state.capitalize() in words(group)


def test_today_and_months_are_named() -> None:
    assert {"today", "Jun 2026", "Oct 2026"} <= set(words(placed(timeline(*SPANS))).split(" | "))
    assert "today" not in words(placed(timeline(TEST, today=date(2030, 1, 1))))


@pytest.mark.parametrize("count", (1, 3, 8, 14))
def test_goals_and_steps_of_a_usual_plan_are_all_there(count: int) -> None:
    steps = placed(timeline(*(replace(SPANS[n % 7], label=f"Step number {n}") for n in range(count))))
    assert all(f"Step number {n}" in words(steps) for n in range(count))
    goals = [replace(GOALS[n % 7], label=f"Goal number {n}") for n in range(min(count, 8))]
    assert all(goal.label in words(placed(bullets(*goals))) for goal in goals)


def test_a_goal_with_much_to_say_takes_the_room_that_others_leave() -> None:
    """As high as the others it would be cut, and each goal would have a slide of its own."""
    said = "Mean use on working days in % of what is committed, at four sites, rose in every month of the year. "
    long, short = replace(FEWER, detail=said * 3), replace(REACHED, detail="Ben Hall (us)")
    box = Box(0, 0, 12 * INCH, round(4.2 * INCH))
    texts = words(placed(bullets(short, long, replace(WORSE, detail="")), box))
    assert "…" not in texts and said.strip() in texts
    [_, middle, last] = [shape.top for shape in named(placed(bullets(short, long, WORSE), box), "track")]
    [first, *_] = [shape.top for shape in named(placed(bullets(short, long, WORSE), box), "track")]
    assert middle - first != last - middle


def test_what_has_no_room_is_counted() -> None:
    group = placed(timeline(*(SPANS * 20)))
    shown = len(named(group, "step"))
    assert shown >= 12 and f"and {140 - shown} more" in words(group)
    group = placed(bullets(*(GOALS * 10)))
    shown = len(named(group, "goal"))
    assert shown >= 6 and f"and {70 - shown} more" in words(group)


def test_the_object_is_one_with_its_words_and_no_id_twice() -> None:
    shown = (bullets(replace(FEWER, detail="")), timeline(*SPANS[:2]))
    [slide] = slides_of(customer_deck(full_review(slides=(Slide(id="a", title="Both", exhibits=shown),))))
    ids = slide.shapes._spTree.xpath(".//p:cNvPr/@id")
    assert len(ids) == len(set(ids)) > 20
    told = {shape.name: shape._element.nvGrpSpPr.cNvPr.get("descr") for shape in slide.shapes if shape.shape_type == 6}
    assert told == {"bullets:goals": "Goals in words.", "timeline:plan": "Steps in words."}


def _inside(deck: bytes) -> None:
    for group in groups_of(deck):
        for shape in group.shapes:
            assert shape.top >= group.top and shape.top + shape.height <= group.top + group.height, shape.name
            assert shape.left >= group.left and shape.left + shape.width <= group.left + group.width, shape.name


def _slides() -> tuple[Slide, ...]:
    shown = (bullets(*GOALS), bullets(FEWER), timeline(*SPANS), timeline(*(SPANS * 2)))
    return tuple(Slide(id=str(n), title="A title", exhibits=(one,)) for n, one in enumerate(shown))


@pytest.mark.parametrize("name", these(("4 to 3", "Japanese", "no list of layouts"), ODD))
def test_odd_templates_hold_them(name: str, tmp_path: Path) -> None:
    file = tmp_path / "template.pptx"
    file.write_bytes(ODD[name]())
    deck = customer_deck(full_review(slides=_slides()), file)
    assert problems(deck) == []
    assert {group.name for group in groups_of(deck)} == {"bullets:goals", "timeline:plan"}
    _inside(deck)


@pytest.mark.parametrize("name", first(1, ["unhcr_16x9.pptx", "rstudio.potx", "vicgov_a4_custom_layout_names.pptx"]))
def test_real_templates_hold_them(name: str, real: Path) -> None:
    deck = customer_deck(full_review(slides=_slides()), real / "templates" / name)
    assert problems(deck) == []
    assert {group.name for group in groups_of(deck)} == {"bullets:goals", "timeline:plan"}
    _inside(deck)


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_hostile_words_stay_words(text: str) -> None:
    goal = replace(FEWER, label=text, detail=text, unit=replace(FEWER.unit, suffix=text))
    step = replace(CORE, label=text, detail=text, state=text)
    shown = (bullets(goal, replace(goal, actual=None)), timeline(step, replace(step, start=None)))
    deck = customer_deck(full_review(slides=(Slide(id="x", title="A title", exhibits=shown),)))
    assert problems(deck) == []
    _inside(deck)


def test_colours_come_from_the_template() -> None:
    for exhibit in (bullets(*GOALS), timeline(*SPANS)):
        assert "srgbClr" not in placed(exhibit)._element.xml


@pytest.mark.every
@pytest.mark.office
def test_libreoffice_draws_them(rendered: Callable[[bytes], int]) -> None:
    assert rendered(customer_deck(full_review(slides=_slides()))) == 4

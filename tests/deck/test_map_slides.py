"""A map whose names could not be read on one slide is told on one for each unit: nobody and no line is lost."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from maps_made import made_map
from packages import problems, slides_of
from pptx.oxml.ns import qn

from steward.deck.drawing import deck_of
from steward.deck.model import Content, SlidePart
from steward.deck.people.map_parts import parts
from steward.domain.stakeholders import Support, Tie
from steward.exhibits import MapLine, MapPerson, RelationshipMap
from steward.exhibits.map_drawing.scene import said
from tests.examples import first


def deck(exhibit: RelationshipMap, template: Path | None = None) -> list[Any]:
    slide = SlidePart(id="map", whole="map", title="Who decides", subtitle="", exhibits=(exhibit,), notes="The map.")
    content = Content("Map", "Map, internal", "Us", "Q3 2026 · Internal", date(2026, 9, 30), (slide,))
    blob = deck_of(content, template)
    assert problems(blob) == []
    return slides_of(blob)


def people(slide: Any) -> list[Any]:
    return [shape for shape in slide.shapes if shape.name.startswith("person:")]


def names(slide: Any) -> list[Any]:
    """The texts with somebody's name and title."""
    return [next(part for part in group.shapes if part.name == "name") for group in people(slide)]


@pytest.mark.parametrize("count", (8, 25, 80))
def test_names_have_ten_points_and_more(count: int) -> None:
    slides = deck(made_map(count))
    sizes = [each.text_frame.paragraphs[0].runs[0].font.size.pt for slide in slides for each in names(slide)]
    assert min(sizes) >= 10
    assert (len(slides) > 1) == (count > 8)
    signs = [
        part for slide in slides for one in people(slide) for part in one.shapes if part.name in ("support", "ours")
    ]
    assert min(each.text_frame.paragraphs[0].runs[0].font.size.pt for each in signs) >= 10, "what stands inside people"


def test_the_title_of_a_part_says_how_its_people_stand() -> None:
    """What presses most first; whose part it is; and no two alike."""
    whole = made_map(25)
    warm = tuple(replace(one, support=None if one.ours else Support.SUPPORTER) for one in whole.people)
    told = [slide.shapes.title.text for slide in deck(replace(whole, people=warm))]
    assert all(re.search(r"( for us|: for us) \(\d+\sof\s\d+\)$", title) for title in told[1:]), told
    last = next(one for one in reversed(warm) if not one.ours)
    turned = tuple(replace(one, support=Support.OPPOSED) if one.key == last.key else one for one in warm)
    told = [slide.shapes.title.text for slide in deck(replace(whole, people=turned))]
    assert sum("opposed" in title for title in told[1:]) == 1


def test_what_is_explained_below_a_map_has_twelve_points() -> None:
    [legend] = [shape for shape in deck(made_map(8))[0].shapes if shape.name.startswith("legend:")]
    sizes = {part.text_frame.paragraphs[0].runs[0].font.size.pt for part in legend.shapes if part.name == "meaning"}
    assert sizes == {12}
    runs = [run for part in legend.shapes if part.has_text_frame for run in part.text_frame.paragraphs[0].runs]
    assert min(run.font.size.pt for run in runs) >= 10, "signs too"


@pytest.mark.parametrize("name", first(1, ["vicgov_a4_custom_layout_names.pptx", "rstudio.potx"]))
def test_so_they_have_on_templates_of_others(name: str, real: Path) -> None:
    slides = deck(made_map(25), real / "templates" / name)
    assert min(each.text_frame.paragraphs[0].runs[0].font.size.pt for slide in slides for each in names(slide)) >= 10


@pytest.mark.parametrize("count", (25, 80))
def test_nobody_is_lost_and_every_line_is_drawn_or_told(count: int) -> None:
    whole = made_map(count)
    exhibit = replace(whole, people=tuple(replace(one, name=f"{one.name} {n}") for n, one in enumerate(whole.people)))
    slides = deck(exhibit)
    called = {one.key: one.name for one in exhibit.people}
    assert {shape.name.removeprefix("person:") for slide in slides for shape in people(slide)} == set(called.values())
    notes = " ".join(slide.notes_slide.notes_text_frame.text for slide in slides if slide.has_notes_slide)
    drawn = [
        each.find(f".//{qn('p:cNvPr')}").get("descr")
        for slide in slides for each in slide.shapes._spTree.findall(qn("p:cxnSp"))
    ]  # fmt: skip
    sentences = [said(line, called) for line in exhibit.lines]
    assert [each for each in sentences if each not in notes and not any(one.startswith(each) for one in drawn)] == []
    titles = [slide.shapes.title.text for slide in slides]
    assert len(set(titles)) == len(titles) and titles[0] == "Who decides"
    assert titles[1].endswith(f" (2\N{NO-BREAK SPACE}of\N{NO-BREAK SPACE}{len(slides)})") and ": " in titles[1]


def test_lines_run_behind_names_and_never_through_them() -> None:
    slide = deck(made_map(25))[0]
    order = [element.tag for element in slide.shapes._spTree]
    lines = [place for place, each in enumerate(order) if each == qn("p:cxnSp")]
    groups = [place for place, each in enumerate(order) if each == qn("p:grpSp")]
    assert lines and max(lines) < min(groups)
    for text in names(slide):
        assert text._element.spPr.find(qn("a:solidFill")) is not None
        assert not list(text._element.spPr.iter(qn("a:alpha")))


def _person(key: str, x: float, y: float, ours: bool = False) -> MapPerson:
    return MapPerson(key=key, name=key.upper(), title="", x=x, y=y, ours=ours)


def _line(start: str, end: str, tie: Tie = Tie.REPORTS_TO) -> MapLine:
    return MapLine(start=start, end=end, tie=tie)


TREE = made_map(
    8,
    people=(
        _person("ceo", 1, 0), _person("a", 0, 1), _person("b", 2, 1), _person("a1", 0, 2), _person("b1", 2, 2),
        _person("lone", 9, 0), _person("us", 5, 4, ours=True),
    ),
    lines=(
        _line("a", "ceo"), _line("b", "ceo"), _line("a1", "a"), _line("b1", "b"),
        _line("a1", "b1", Tie.INFLUENCES), _line("us", "b1", Tie.KNOWS),
    ),
)  # fmt: skip


def _keys(exhibit: RelationshipMap) -> str:
    return " ".join(one.key for one in exhibit.people)


def test_branches_stay_together_below_their_head_and_who_of_us_knows_them_comes_along() -> None:
    found = parts(TREE, lambda part: len(part.people) <= 4)
    assert [_keys(part.picture) for part in found] == ["ceo a a1", "ceo b b1 us", "lone"]
    whole = parts(TREE, lambda _: True)
    assert [part.picture for part in whole] == [TREE]


def test_what_leads_out_of_a_part_is_told_in_words() -> None:
    first_part, *_ = parts(TREE, lambda part: len(part.people) <= 4)
    assert "A1 influences B1." in first_part.lines_out


def test_people_who_report_to_each_other_in_a_circle_are_shown_once() -> None:
    circle = made_map(8, people=tuple(_person(key, n, 0) for n, key in enumerate("abc")), lines=(
        _line("a", "b"), _line("b", "a"), _line("c", "a"),
    ))  # fmt: skip
    found = parts(circle, lambda part: len(part.people) <= 2)
    assert sorted(key for part in found for key in _keys(part.picture).split()) == ["a", "b", "c"]

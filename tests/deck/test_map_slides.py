"""A map whose names could not be read on one slide shows those who matter most, on two at most; who else there is and
every line between them is told: nobody is lost."""

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
from steward.domain.stakeholders import BuyingRole, Support, Tie
from steward.exhibits import MapLine, MapPerson, RelationshipMap
from steward.exhibits.map_drawing.choice import arrangements, by_importance
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
    assert len(slides) == (2 if count == 80 else 1)
    signs = [
        part for slide in slides for one in people(slide) for part in one.shapes if part.name in ("support", "ours")
    ]
    assert min(each.text_frame.paragraphs[0].runs[0].font.size.pt for each in signs) >= 10, "what stands inside people"


def test_of_more_people_those_who_matter_most_are_shown_and_the_caption_says_how_many_there_are() -> None:
    whole = made_map(80)
    slides = deck(whole)
    shown = [{one.name.removeprefix("person:") for one in people(each)} for each in slides]
    rest = [one for one in whole.people if not one.ours and one.name not in shown[0]]
    assert {"economic buyer", "decision maker"}.isdisjoint(role.value for one in rest for role in one.roles)
    assert not [one.name for one in rest if one.support is Support.OPPOSED]
    captions = [next(shape for shape in each.shapes if shape.name == "subtitle").text_frame.text for each in slides]
    drawn = [sum("One of us" not in _alt(one) for one in people(each)) for each in slides]
    assert captions[0] == (
        f"The {drawn[0]} of 73 people who matter most; {drawn[1]} on the next slide, "
        f"and {73 - sum(drawn)} more, told in the notes"
    )
    assert captions[1] == f"And {73 - sum(drawn)} more, told in the notes"


def _alt(group: Any) -> str:
    return str(group._element.nvGrpSpPr.cNvPr.get("descr"))


def test_the_second_slide_says_how_its_people_stand() -> None:
    titles = [slide.shapes.title.text for slide in deck(made_map(80))]
    assert titles[0] == "Who decides"
    assert re.fullmatch(r"\d+ more people: (\d+ [a-z ]+, )*\d+ [a-z ]+ \(2\sof\s2\)", titles[1]), titles


@pytest.mark.parametrize("count", (8, 25))
def test_what_is_explained_below_a_map_is_no_larger_than_its_names_and_has_ten_points_and_more(count: int) -> None:
    slide = deck(made_map(count))[0]
    [legend] = [shape for shape in slide.shapes if shape.name.startswith("legend:")]
    [size] = {part.text_frame.paragraphs[0].runs[0].font.size.pt for part in legend.shapes if part.name == "meaning"}
    assert size == (12 if count == 8 else 10)
    assert size <= min(each.text_frame.paragraphs[0].runs[0].font.size.pt for each in names(slide))
    runs = [run for part in legend.shapes if part.has_text_frame for run in part.text_frame.paragraphs[0].runs]
    assert min(run.font.size.pt for run in runs) >= 10, "signs too"


@pytest.mark.parametrize("name", first(1, ["vicgov_a4_custom_layout_names.pptx", "rstudio.potx"]))
def test_so_they_have_on_templates_of_others(name: str, real: Path) -> None:
    slides = deck(made_map(25), real / "templates" / name)
    assert len(slides) <= 2
    assert min(each.text_frame.paragraphs[0].runs[0].font.size.pt for slide in slides for each in names(slide)) >= 10


@pytest.mark.parametrize("count", (25, 80))
def test_nobody_is_lost_and_every_line_is_drawn_or_told(count: int) -> None:
    whole = made_map(count)
    exhibit = replace(whole, people=tuple(replace(one, name=f"{one.name} {n}") for n, one in enumerate(whole.people)))
    slides = deck(exhibit)
    called = {one.key: one.name for one in exhibit.people}
    notes = " ".join(slide.notes_slide.notes_text_frame.text for slide in slides if slide.has_notes_slide)
    shown = {shape.name.removeprefix("person:") for slide in slides for shape in people(slide)}
    assert [
        name for name in called.values() if (name in shown) == (f"; {name}, " in f"; {notes}".replace(": ", "; "))
    ] == []
    drawn = [
        each.find(f".//{qn('p:cNvPr')}").get("descr")
        for slide in slides for each in slide.shapes._spTree.findall(qn("p:cxnSp"))
    ]  # fmt: skip
    sentences = [said(line, called) for line in exhibit.lines]
    assert [each for each in sentences if each not in notes and not any(one.startswith(each) for one in drawn)] == []


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


def _in_rows(exhibit: RelationshipMap) -> list[str]:
    rows: dict[float, list[MapPerson]] = {}
    for one in exhibit.people:
        rows.setdefault(one.y, []).append(one)
    return [" ".join(one.key for one in sorted(row, key=lambda one: one.x)) for _, row in sorted(rows.items())]


TREE = made_map(
    8,
    people=(
        _person("ceo", 1, 0), _person("a", 0, 1), _person("b", 2, 1), _person("c", 3, 1), _person("d", 4, 1),
        _person("a1", 0, 2), _person("us", 5, 4, ours=True), _person("we", 4, 4, ours=True),
    ),
    lines=(_line("a", "ceo"), _line("b", "ceo"), _line("a1", "a"), _line("us", "a1", Tie.KNOWS)),
)  # fmt: skip


def test_each_level_is_a_row_or_several_or_shares_one_and_who_of_us_knows_them_stands_below() -> None:
    found = [_in_rows(each) for each in arrangements(TREE, TREE.people[:6])]
    assert found[0] == ["ceo", "a b c d", "a1", "us"]
    assert found[1] == ["ceo", "a b", "c d", "a1", "us"], "no more than three beside each other"
    assert ["ceo", "a b c d a1", "us"] in found and found[-1] == ["ceo a b", "c d a1", "us"]
    [alone] = arrangements(TREE, TREE.people[:6], close=False)
    assert {one.x for one in alone.people if one.y == 0} == {1.5}, "in the middle"


def test_who_decides_comes_before_who_is_against_us_and_they_before_all_others() -> None:
    told = [
        replace(TREE.people[5], key="user", roles=(BuyingRole.USER,)),
        replace(TREE.people[5], key="opposed", support=Support.OPPOSED),
        replace(TREE.people[5], key="unknown"),
        replace(TREE.people[5], key="buyer", roles=(BuyingRole.ECONOMIC_BUYER,), key_player=True),
        replace(TREE.people[5], key="champion", roles=(BuyingRole.CHAMPION,), key_player=True),
        replace(TREE.people[5], key="sceptic", support=Support.SCEPTIC),
    ]
    order = [one.key for one in by_importance(replace(TREE, people=tuple(told)))]
    assert order == ["buyer", "opposed", "champion", "sceptic", "user", "unknown"]


def test_a_name_that_no_slide_holds_is_cut_and_its_map_is_there() -> None:
    long = made_map(25)
    named = tuple(replace(one, name="Extraordinarily long name " * 12) for one in long.people)
    assert len(deck(replace(long, people=named))) <= 2

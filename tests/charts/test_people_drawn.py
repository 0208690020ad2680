"""A map on a page: everybody where the exhibit puts them, told in full under the pointer, readable in any theme."""

from collections.abc import Iterable
from dataclasses import replace
from html import escape, unescape
from typing import Any

import pytest
from maps_made import HOSTILE, made_chart, made_map, named_chart, named_map
from streamlit.elements.lib import streamlit_plotly_theme as theme

from steward.charts import figure
from steward.charts.people import DESK, PHONE
from steward.domain.stakeholders import Bond, BuyingRole, Support, Tie
from steward.exhibits import MapLine, MapPerson, OrgChart, RelationshipMap
from steward.exhibits.map_drawing.text import one_line
from steward.exhibits.people_looks import BADGES, SUPPORT
from tests.examples import first

SIZES = (8, 25, 80)


def found(exhibit: RelationshipMap | OrgChart) -> dict[str, tuple[float, float, str]]:
    """Where a pointer finds somebody, by key, and what it is told."""
    people = figure(exhibit).data[-1]
    return {key: (x, y, told) for x, y, (key, told) in zip(people.x, people.y, people.customdata, strict=True)}


def written(exhibit: RelationshipMap | OrgChart) -> list[str]:
    return [text for trace in figure(exhibit).data if trace.mode == "text" for text in trace.text]


def scales(points: Iterable[tuple[float, float]]) -> set[float]:
    """Pixels by card between any one and the others along one axis."""
    first, *rest = points
    return {round((at - first[0]) / (card - first[1]), 1) for at, card in rest if card != first[1]}


@pytest.mark.parametrize("count", SIZES)
def test_everybody_stands_where_the_exhibit_puts_them(count: int) -> None:
    exhibit = made_map(count)
    at = found(exhibit)
    assert len(scales((at[one.key][0], one.x) for one in exhibit.people)) == 1
    assert len(scales((at[one.key][1], one.y) for one in exhibit.people)) == 1


def test_places_left_of_and_above_the_first_card_are_drawn() -> None:
    exhibit = made_map(8)
    moved = replace(exhibit, people=tuple(replace(one, x=one.x - 7, y=one.y - 3) for one in exhibit.people))
    assert found(moved) == found(exhibit)


def test_a_line_that_arches_over_the_first_row_is_inside() -> None:
    exhibit = made_map(8)
    first, second, *others = exhibit.people
    abreast = replace(second, x=first.x + 4, y=first.y)
    arch = MapLine(start=first.key, end=second.key, tie=Tie.INFLUENCES)
    drawn = figure(replace(exhibit, people=(first, abreast, *others), lines=(arch,)))
    highest = min(y for trace in drawn.data for y in trace.y if y is not None)
    assert highest < 0, "above where the first row begins"
    assert drawn.layout.yaxis.range[1] <= highest and drawn.layout.yaxis2.range == drawn.layout.yaxis.range


@pytest.mark.parametrize("count", SIZES)
def test_name_title_and_all_that_is_told_are_under_the_pointer_in_full(count: int) -> None:
    exhibit = made_map(count)
    all_told = found(exhibit)
    for one in exhibit.people:
        _, _, told = all_told[one.key]
        doubt = [one.doubt] if one.doubt else []
        assert told == "<br>".join([one.name, one.title, *one.hover, *doubt])


def test_a_doubt_that_is_told_already_is_not_told_twice() -> None:
    exhibit = made_map(8)
    gone = replace(exhibit.people[0], doubt="left on 3 Aug 2026", hover=("Left on 3 Aug 2026",))
    _, _, told = found(replace(exhibit, people=(gone, *exhibit.people[1:])))[gone.key]
    assert told.lower().count("left on") == 1


def test_a_line_tells_what_it_says() -> None:
    lines = figure(made_map(8)).data[-2]
    told = [text for _, text in lines.customdata]
    assert "Jonas Lindqvist reports to Marguerite Okonkwo-Delacroix." in told
    assert any(text.startswith("Rui Ramsey knows ") for text in told)


@pytest.mark.parametrize("count", SIZES)
def test_no_name_or_title_reaches_down_to_those_below(count: int) -> None:
    rows = sorted({y for _, y, _ in found(made_map(count)).values()})
    for trace in figure(made_map(count)).data:
        if trace.mode == "text" and trace.textfont.color == theme.GRAY_90 and "Support" not in trace.text:
            below = [(y, min((row for row in rows if row > y), default=1e9)) for y in trace.y]
            assert all(y + trace.textfont.size * 0.6 < row - 18 for y, row in below)


def test_many_people_make_the_figure_higher_and_the_text_smaller_but_readable() -> None:
    few, many = figure(made_map(8)), figure(made_map(80))
    assert many.layout.height > few.layout.height
    sizes = [min(t.textfont.size for t in f.data if "Account Manager" in (t.text or ())) for f in (few, many)]
    assert sizes[0] > sizes[1] >= 8


def test_a_map_that_a_page_has_no_room_for_is_dragged_and_a_small_one_lets_the_thumb_scroll() -> None:
    small, wide = figure(made_map(8)).layout, figure(made_map(80)).layout
    assert (small.dragmode, small.xaxis.fixedrange) == (False, True)
    assert (wide.dragmode, wide.xaxis.fixedrange) == ("pan", False)
    assert small.yaxis.fixedrange and wide.yaxis.fixedrange, "the page scrolls, not the map"
    assert PHONE < DESK


def test_support_is_told_by_a_sign_and_not_by_colour_alone() -> None:
    exhibit = replace(made_map(8), lines=())
    signs = {SUPPORT[one.support].sign for one in exhibit.people if not one.ours}
    assert signs <= set(written(exhibit))
    assert (
        len({look.sign for look in SUPPORT.values()}) == len({look.fill for look in SUPPORT.values()}) == len(SUPPORT)
    )


def test_every_role_has_letters_of_its_own() -> None:
    assert set(BADGES) == set(BuyingRole)
    assert len(set(BADGES.values())) == len(BADGES)


def test_of_many_roles_three_are_shown_and_the_rest_counted() -> None:
    everything = replace(made_map(8).people[0], roles=tuple(BuyingRole))
    texts = written(replace(made_map(8), people=(everything,), lines=()))
    legend = list(BADGES.values())
    assert [text for text in texts if text in BADGES.values() or text[0] == "+"].count("+6") == 1
    assert sorted(text for text in texts if text in BADGES.values()) == sorted([*legend, *legend[:3]])


def test_the_legend_explains_what_is_there_and_nothing_else() -> None:
    ana = MapPerson(key="a", name="Ana", title="CIO", x=0, y=0, support=Support.MENTOR, roles=(BuyingRole.COACH,))
    bo = MapPerson(key="b", name="Bo", title="Buyer", x=1, y=0, support=Support.MENTOR)
    line = MapLine(start="a", end="b", tie=Tie.INFLUENCES)
    texts = written(replace(made_map(8), people=(ana, bo), lines=(line,)))
    said = ["Support", "Mentor", "Role", "Coach", "Lines", "Influences"]
    assert sorted(texts) == sorted([*said, "CO", "CO", "++", "++", "++", "Ana", "Bo", "CIO", "Buyer"])


@pytest.mark.parametrize("bond", Bond)
def test_a_bond_is_explained_by_its_own_words(bond: Bond) -> None:
    exhibit = made_map(8)
    knows = MapLine(start="us0", end="p0", tie=Tie.KNOWS, bond=bond)
    said = set(written(replace(exhibit, lines=(knows,)))) - set(written(replace(exhibit, lines=())))
    assert said == {"Knows", "No relationship yet" if bond is Bond.NONE else bond.value.capitalize()}


def test_a_stronger_bond_is_a_thicker_line() -> None:
    def width(bond: Bond) -> float:
        exhibit = replace(made_map(8), lines=(MapLine(start="us0", end="p0", tie=Tie.KNOWS, bond=bond),))
        return float(figure(exhibit).data[0].line.width)

    assert sorted(Bond, key=width) == list(Bond)


def test_doubt_is_dashed_on_people_and_dotted_on_lines() -> None:
    sure = replace(made_map(8).people[0], doubt="")
    alone = replace(made_map(8), people=(sure,), lines=())
    assert "left" in " ".join(written(replace(alone, people=(replace(sure, doubt="left"),)))).lower()
    assert dashes(alone) == {"solid"}
    assert dashes(replace(alone, people=(replace(sure, doubt="left"),))) > {"solid"}


def dashes(exhibit: RelationshipMap) -> set[str]:
    return {trace.line.dash or "solid" for trace in figure(exhibit).data if trace.mode == "lines"}


def test_an_org_chart_shows_names_and_titles_and_nothing_of_what_we_think() -> None:
    exhibit = made_chart(25)
    drawing = figure(exhibit)
    shown = " ".join(written(exhibit))
    assert {post.name.split()[0] for post in exhibit.posts} <= set(shown.split())
    for word in [*BADGES.values(), "Support", "Coverage", "us", *(look.sign for look in SUPPORT.values())]:
        assert word not in shown.split()
    colours = {trace.line.color for trace in drawing.data if trace.mode == "lines"}
    assert len(colours) == 1, "one neutral look"


@pytest.mark.parametrize("text", first(8, HOSTILE.values()), ids=HOSTILE)
@pytest.mark.parametrize("made", (named_map, named_chart))
def test_what_people_write_appears_to_the_letter(made: Any, text: str) -> None:
    exhibit = made(text)
    assert all(escape(unescape(shown), quote=False) == shown for shown in written(exhibit))
    told = next(iter(found(exhibit).values()))[2].split("<br>")
    assert not one_line(text) or told[0] == escape(one_line(text), quote=False)
    assert not any("<" in part for part in told)
    figure(exhibit).to_json().encode()


@pytest.mark.parametrize("made", (made_map, made_chart))
def test_a_map_with_nobody_says_so(made: Any) -> None:
    empty = {"people": ()} if made is made_map else {"posts": ()}
    drawing = figure(replace(made(8), lines=(), **empty))
    assert drawing.layout.annotations[0].text


def test_text_takes_the_colour_of_the_page_that_streamlit_puts_in() -> None:
    names = next(trace for trace in figure(made_map(8)).data if "Jonas Lindqvist" in (trace.text or ()))
    assert names.textfont.color == theme.GRAY_90
    assert theme.BG_COLOR in names.textfont.shadow


def test_a_loop_in_the_reporting_lines_is_drawn() -> None:
    exhibit = made_map(8)
    loop = (MapLine(start="p0", end="p1", tie=Tie.REPORTS_TO), MapLine(start="p2", end="p2", tie=Tie.REPORTS_TO))
    assert len(figure(replace(exhibit, lines=(*exhibit.lines, *loop))).data[-2].x) == len(exhibit.lines) + 2

"""A map as native shapes: one group a person, connectors glued to whom they connect, fixed colours only for support."""

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from maps_made import HOSTILE, made_chart, made_map, named_chart, named_map
from packages import problems, slides_of
from pptx.oxml.ns import qn

from steward.deck import place
from steward.deck.shapes.geometry import INCH, Box
from steward.deck.shapes.text import clean
from steward.domain.stakeholders import Tie
from steward.exhibits import Exhibit, MapLine, MapPerson, OrgChart, RelationshipMap
from steward.exhibits.map_drawing.scene import DRAWN_ORDER
from steward.exhibits.people_looks import SUPPORT
from tests.deck.templates import open_template

BOX = Box(INCH // 2, INCH, 12 * INCH, 6 * INCH)
SIZES = (8, 25, 80)
SITES = {"ellipse": {0: (0.5, 0), 2: (0, 0.5), 4: (0.5, 1), 6: (1, 0.5)}}
SITES["roundRect"] = {0: (0.5, 0), 1: (0, 0.5), 2: (0.5, 1), 3: (1, 0.5)}
"""Where PowerPoint has the connection sites of a shape, as shares of its width and height."""
Point = tuple[float, float]


def deck_of(*exhibits: Exhibit, template: Path | None = None) -> bytes:
    """Each exhibit on a slide of its own."""
    presentation = open_template(template)
    for exhibit in exhibits:
        place(presentation.slides.add_slide(presentation.slide_layouts[-1]), exhibit, BOX)
    stream = io.BytesIO()
    presentation.save(stream)
    return stream.getvalue()


def slide_of(exhibit: Exhibit) -> Any:
    """Opened again."""
    [slide] = slides_of(deck_of(exhibit))
    return slide


def named(slide: Any, prefix: str) -> list[Any]:
    return [shape for shape in slide.shapes if shape.name.startswith(prefix)]


def connectors(slide: Any) -> list[Any]:
    """Those between people, not the samples in the legend."""
    return [element for element in slide.shapes._spTree if element.tag == qn("p:cxnSp")]


def shapes_by_id(slide: Any) -> dict[str, Any]:
    found = slide.shapes._spTree.iter(qn("p:sp"))
    return {shape.find(f"{qn('p:nvSpPr')}/{qn('p:cNvPr')}").get("id"): shape for shape in found}


def frame(shape: Any) -> tuple[int, int, int, int]:
    transform = shape.find(f"{qn('p:spPr')}/{qn('a:xfrm')}")
    off, ext = transform.find(qn("a:off")), transform.find(qn("a:ext"))
    return int(off.get("x")), int(off.get("y")), int(ext.get("cx")), int(ext.get("cy"))


def glued(slide: Any, connector: Any, end: str) -> tuple[str, Point]:
    """The id of the shape that an end is glued to, and where its connection site is."""
    glue = connector.find(f".//{qn(end)}")
    shape = shapes_by_id(slide)[glue.get("id")]
    kind = shape.find(f".//{qn('a:prstGeom')}").get("prst")
    x, y, wide, high = frame(shape)
    across, down = SITES[kind][int(glue.get("idx"))]
    return glue.get("id"), (x + wide * across, y + high * down)


def ends(connector: Any) -> tuple[Point, Point]:
    """Where PowerPoint draws the two ends: corners of the frame, mirrored and turned about its middle."""
    x, y, wide, high = frame(connector)
    transform = connector.find(f"{qn('p:spPr')}/{qn('a:xfrm')}")
    quarter = int(transform.get("rot", 0)) == 5_400_000
    assert transform.get("rot") in (None, "5400000")
    across = -0.5 if transform.get("flipH") is None else 0.5
    down = -0.5 if transform.get("flipV") is None else 0.5
    start = (-high * down, wide * across) if quarter else (wide * across, high * down)
    middle = x + wide / 2, y + high / 2
    return (middle[0] + start[0], middle[1] + start[1]), (middle[0] - start[0], middle[1] - start[1])


@pytest.fixture(scope="module", params=SIZES)
def drawn(request: pytest.FixtureRequest) -> tuple[RelationshipMap, Any]:
    exhibit = made_map(request.param)
    return exhibit, slide_of(exhibit)


def edges(exhibit: RelationshipMap, slide: Any) -> dict[str, str]:
    """The key of everybody by the id of the shape their lines are glued to."""
    groups = named(slide, "person:")
    ids = [next(part.shape_id for part in group.shapes if part.name == "edge") for group in groups]
    return {str(number): one.key for number, one in zip(ids, exhibit.people, strict=True)}


def test_everybody_is_one_group_with_name_and_title(drawn: tuple[RelationshipMap, Any]) -> None:
    exhibit, slide = drawn
    groups = named(slide, "person:")
    assert [group.name for group in groups] == [f"person:{one.name}" for one in exhibit.people]
    for one, group in zip(exhibit.people, groups, strict=True):
        [text] = [part.text_frame.text for part in group.shapes if part.name == "name"]
        name, _, title = text.partition("\n")
        assert one.name.startswith(name.rstrip("…")) and len(name) > 6
        assert one.title.startswith(title.rstrip("…")) and title
        alt = group._element.nvGrpSpPr.cNvPr.get("descr")
        assert alt.startswith(f"{one.name}, {one.title}.")
        assert not one.doubt or "Left on 3 Aug 2026." in alt


def test_everybody_stands_as_in_the_exhibit(drawn: tuple[RelationshipMap, Any]) -> None:
    exhibit, slide = drawn
    shapes = shapes_by_id(slide)
    at = {key: frame(shapes[number])[:2] for number, key in edges(exhibit, slide).items()}
    first = exhibit.people[0]
    for axis, cards in (
        (0, [one.x - first.x for one in exhibit.people]),
        (1, [one.y - first.y for one in exhibit.people]),
    ):
        pairs = [
            (at[one.key][axis] - at[first.key][axis], card) for one, card in zip(exhibit.people, cards, strict=True)
        ]
        [size] = {round(way / card, -2) for way, card in pairs if card}
        assert all(way == 0 for way, card in pairs if not card) and size > 0


def test_every_line_is_glued_to_its_two_people_at_the_very_place(drawn: tuple[RelationshipMap, Any]) -> None:
    exhibit, slide = drawn
    keys = edges(exhibit, slide)
    lines = sorted(exhibit.lines, key=lambda line: DRAWN_ORDER.index(line.tie))
    assert len(connectors(slide)) == len(lines)
    for line, connector in zip(lines, connectors(slide), strict=True):
        assert connector.find(f".//{qn('p:cNvPr')}").get("name") == line.tie
        for key, tag, point in zip((line.start, line.end), ("a:stCxn", "a:endCxn"), ends(connector), strict=True):
            number, site = glued(slide, connector, tag)
            assert keys[number] == key
            assert point == pytest.approx(site, abs=INCH / 60), "PowerPoint moves it only when somebody moves the shape"


def test_arrows_and_dashes_tell_lines_apart(drawn: tuple[RelationshipMap, Any]) -> None:
    _, slide = drawn
    arrows = {Tie.REPORTS_TO: 0, Tie.KNOWS: 0, Tie.INFLUENCES: 1, Tie.CONFLICTS_WITH: 2}
    for connector in connectors(slide):
        tie = Tie(connector.find(f".//{qn('p:cNvPr')}").get("name"))
        line = connector.find(f"{qn('p:spPr')}/{qn('a:ln')}")
        assert len(line.findall(qn("a:headEnd")) + line.findall(qn("a:tailEnd"))) == arrows[tie]
        dash = line.find(qn("a:prstDash")).get("val")
        assert dash in (("dash", "sysDot") if tie is Tie.CONFLICTS_WITH else ("solid", "sysDot"))


def test_nothing_leaves_the_box(drawn: tuple[RelationshipMap, Any]) -> None:
    _, slide = drawn
    for shape in slide.shapes:
        if shape.name.startswith(("person:", "legend:", "map:")):
            assert shape.left >= BOX.left - INCH / 50 and shape.left + shape.width <= BOX.right + INCH / 50
            assert shape.top >= BOX.top - INCH / 50 and shape.top + shape.height <= BOX.bottom + INCH / 50


def test_no_two_people_overlap(drawn: tuple[RelationshipMap, Any]) -> None:
    _, slide = drawn
    boxes = [Box(group.left, group.top, group.width, group.height) for group in named(slide, "person:")]
    small = (INCH / 30) ** 2
    assert not [1 for n, one in enumerate(boxes) for other in boxes[n + 1 :] if one.overlap(other) > small]


def colours(group: Any) -> set[str]:
    return {element.get("val") for element in group._element.iter(qn("a:srgbClr"))}


def test_support_has_fixed_colours_and_all_else_the_themes(drawn: tuple[RelationshipMap, Any]) -> None:
    exhibit, slide = drawn
    for one, group in zip(exhibit.people, named(slide, "person:"), strict=True):
        look = SUPPORT[one.support]
        assert colours(group) == (set() if one.ours else {look.fill[1:], look.ink[1:]})


def test_the_whole_is_described_and_the_legend_reads_as_words() -> None:
    slide = slide_of(made_map(8))
    [whole], [legend] = named(slide, "map:"), named(slide, "legend:")
    assert whole._element.nvSpPr.cNvPr.get("descr") == "Relationship map of Harbour & Vale."
    said = legend._element.nvGrpSpPr.cNvPr.get("descr")
    assert "Economic buyer" in said and "Mentor" not in said, "nobody on this map is one"


def test_a_ring_is_as_long_as_the_coverage() -> None:
    slide = slide_of(made_map(25))
    for one, group in zip(made_map(25).people, named(slide, "person:"), strict=True):
        found = [part for part in group.shapes if part.name == "coverage"]
        share = one.coverage.share if one.coverage else 0
        assert bool(found) == bool(share)
        if found and share < 1:
            guides = found[0]._element.findall(f".//{qn('a:gd')}")
            start, end = (int(guide.get("fmla").split()[1]) for guide in guides)
            assert start == 16_200_000 and (end - start) % 21_600_000 == pytest.approx(share * 21_600_000, abs=1)


def test_an_org_chart_is_boxes_and_lines_and_nothing_of_what_we_think() -> None:
    exhibit = made_chart(25)
    slide = slide_of(exhibit)
    posts = named(slide, "post:")
    assert [
        shape.text_frame.text.split("\n")[0].rstrip("…") in post.name
        for shape, post in zip(posts, exhibit.posts, strict=True)
    ] == [True] * len(posts)
    ids = {str(shape.shape_id): post.key for shape, post in zip(posts, exhibit.posts, strict=True)}
    for (who, whom), connector in zip(exhibit.lines, connectors(slide), strict=True):
        (start, from_site), (end, to_site) = (glued(slide, connector, tag) for tag in ("a:stCxn", "a:endCxn"))
        assert (ids[start], ids[end]) == (who, whom)
        assert ends(connector) == (pytest.approx(from_site, abs=INCH / 60), pytest.approx(to_site, abs=INCH / 60))
    assert not list(slide.shapes._spTree.iter(qn("a:srgbClr")))
    assert not named(slide, "legend:")


def ids_of(slide: Any) -> Iterator[str]:
    return (element.get("id") for element in slide.shapes._spTree.iter(qn("p:cNvPr")))


def test_no_two_objects_of_a_slide_share_an_id_whatever_else_is_drawn_on_it() -> None:
    presentation = open_template()
    slide = presentation.slides.add_slide(presentation.slide_layouts[-1])
    upper, lower = BOX.split_top(3 * INCH)
    place(slide, made_map(8), upper)
    slide.shapes.add_textbox(0, 0, 1, 1)
    place(slide, made_chart(8), lower)
    slide.shapes.add_textbox(0, 0, 1, 1)
    found = list(ids_of(slide))
    assert len(found) == len(set(found))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("made", (named_map, named_chart))
def test_the_deck_opens_whatever_people_write(made: Any, text: str) -> None:
    exhibit: RelationshipMap | OrgChart = made(text)
    deck = deck_of(exhibit)
    assert problems(deck) == []
    [slide] = slides_of(deck)
    people = exhibit.people if isinstance(exhibit, RelationshipMap) else exhibit.posts
    found = named(slide, "person:") + named(slide, "post:")
    assert [shape.name for shape in found] == [clean(f"{shape.name.split(':')[0]}:{text}") for shape in found]
    assert len(found) == len(people)


@pytest.mark.parametrize(
    ("start", "end"), [((0, 0), (0, 3)), ((3, 0), (0, 0)), ((0, 2), (2, 0)), ((2, 2), (0, 0)), ((1, 1), (1, 1))]
)
@pytest.mark.parametrize("tie", Tie)
def test_a_line_between_any_two_places_ends_at_them(start: Point, end: Point, tie: Tie) -> None:
    people = tuple(MapPerson(key=key, name=key, title="", x=x, y=y) for key, (x, y) in (("a", start), ("b", end)))
    slide = slide_of(replace(made_map(8), people=people, lines=(MapLine(start="a", end="b", tie=tie),)))
    [connector] = connectors(slide)
    for tag, point in zip(("a:stCxn", "a:endCxn"), ends(connector), strict=True):
        assert point == pytest.approx(glued(slide, connector, tag)[1], abs=INCH / 60)


@pytest.mark.parametrize("made", (made_map, made_chart))
def test_a_map_with_nobody_says_so(made: Any) -> None:
    nobody = {"people": (), "lines": ()} if made is made_map else {"posts": (), "lines": ()}
    assert "nobody" in slide_of(replace(made(8), **nobody)).shapes[-1].text_frame.text


@pytest.mark.every
@pytest.mark.office
def test_libreoffice_draws_maps_and_org_charts(rendered: Callable[[bytes], int]) -> None:
    assert rendered(deck_of(made_map(8), made_map(80), made_chart(25))) == 3

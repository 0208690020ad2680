"""Red is bad and green is good on every template, no two series look alike, and more is never paler than less."""

import colorsys
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest
from contrast import seen
from harbour import full_review
from packages import slides_of
from plans_drawn import SPANS, timeline
from pptx.oxml.ns import qn
from templates import ODD, written

from steward.briefings.customer.review import Slide
from steward.deck import customer_deck
from steward.deck.charts.bridge_chart import level_colour
from steward.deck.layouts.placeholders import Needs
from steward.deck.layouts.template_layouts import layout_of
from steward.deck.shapes.style import PLATE, Style
from steward.deck.templates.opened import prepared
from steward.deck.theme.shades import difference
from steward.deck.theme.theme import Colour, Page, contrast, legibility, mean_of
from steward.exhibits import COUNT, Mood, Series, StackedBars
from tests.examples import these

REAL = ("unhcr_16x9.pptx", "vicgov_a4_custom_layout_names.pptx", "deleted_layouts.pptx", "rstudio.potx")
GREENS, REDS = (0.22, 0.5), (0.94, 1.05)


def hue(style: Style, colour: Colour) -> float:
    return colorsys.rgb_to_hls(*style.theme.rgb(colour))[0]


def within(value: float, span: tuple[float, float]) -> bool:
    return span[0] <= value <= span[1] or span[0] <= value + 1 <= span[1]


@pytest.fixture(params=["", *REAL, "4 to 3"])
def form(request: pytest.FixtureRequest, real: Path, tmp_path: Path) -> tuple[Style, Page]:
    """The style of a template and what is told stands on: its page, or a plate where that is of middling grey."""
    name = request.param
    odd = written(tmp_path, "odd.pptx", ODD[name]()) if name in ODD else None
    style = prepared(odd or (real / "templates" / name if name else None)).style
    return style, style.palette.ground


def test_bad_is_red_and_good_is_green(form: tuple[Style, Page]) -> None:
    style, page = form
    palette = style.palette
    for colour in (palette.bad, palette.fills.bad):
        assert within(hue(style, colour), REDS)
    for colour in (palette.good, palette.fills.good):
        assert within(hue(style, colour), GREENS)
    assert min(legibility(style.theme.rgb(each), page) for each in (palette.good, palette.bad)) >= 4.5
    assert min(legibility(style.theme.rgb(each), page) for each in (palette.fills.good, palette.fills.bad)) >= 2.4


def test_a_page_of_middling_grey_has_a_plate_below_what_is_told_and_no_other_page_has(real: Path) -> None:
    grey = prepared(real / "templates" / "deleted_layouts.pptx")
    layout = layout_of(grey.opened(), grey.stages.content(Needs()))
    theme, palette = grey.style.theme, grey.style.palette
    assert (palette.behind, palette.ground) == (theme.background(layout), (theme.rgb(palette.plate or Colour("")),))
    assert legibility(theme.rgb(palette.text), palette.ground) >= 7
    for name in ("", *REAL[:2], "rstudio.potx"):
        assert prepared(real / "templates" / name if name else None).style.palette.plate is None
    slides = slides_of(customer_deck(full_review(), real / "templates" / "deleted_layouts.pptx"))
    for slide in slides[1:]:
        first = next(shape for shape in slide.shapes if not shape.is_placeholder)
        if not slide.slide_layout.placeholders[0].placeholder_format.type.name.startswith("CENTER"):
            assert first.name == PLATE
            inside = [shape for shape in slide.shapes if shape.name.split(":")[0] in ("table", "chart", "figures")]
            assert all(_holds(first, shape) for shape in inside)


def _holds(plate: Any, shape: Any) -> bool:
    across = plate.left <= shape.left and shape.left + shape.width <= plate.left + plate.width
    return across and plate.top <= shape.top and shape.top + shape.height <= plate.top + plate.height


def test_no_two_series_look_alike(form: tuple[Style, Page]) -> None:
    style, page = form
    found = [style.theme.rgb(colour) for colour in style.palette.accents]
    assert len(found) >= 4
    assert min(difference(one, other) for one, other in combinations(found, 2)) >= 20
    assert min(legibility(each, page) for each in found) >= 1.9


def test_a_level_of_a_bridge_is_not_taken_for_a_change(form: tuple[Style, Page]) -> None:
    """An orange beside the red of one template is."""
    style, _ = form
    rgb, palette = style.theme.rgb, style.palette
    level = rgb(level_colour(style))
    assert difference(level, rgb(palette.fills.bad)) >= 35
    assert difference(level, rgb(palette.fills.good)) >= 30


def test_the_more_the_further_from_the_page(form: tuple[Style, Page]) -> None:
    style, page = form
    ground = mean_of(page)
    shown = [style.theme.over(fill, ground) for fill, _ in style.palette.tints]
    found = [contrast(each, ground) for each in shown]
    assert all(more > less + 0.05 for less, more in pairwise(found)) and found[-1] >= 2.5
    inks = [style.theme.rgb(ink) for _, ink in style.palette.tints]
    assert min(contrast(each, ink) for each, ink in zip(shown, inks, strict=True)) >= 3.5


GROUPS = StackedBars(
    id="nps", title="t", alt="a", receipt=timeline(*SPANS).receipt, categories=("Q1", "Q2"), unit=COUNT,
    series=(
        Series("Promoters", (4, 5), mood=Mood.GOOD), Series("Passives", (1, 2), mood=Mood.NEUTRAL),
        Series("Detractors", (2, 3), mood=Mood.BAD),
    ),
)  # fmt: skip


TICKETS = replace(
    GROUPS, id="tickets",
    series=(Series("Urgent", (1, 2), mood=Mood.BAD), Series("High", (1, 2), mood=Mood.WATCH), Series("Low", (3, 1))),
)  # fmt: skip


@pytest.mark.parametrize("name", these(("rstudio.potx",), REAL))
def test_what_means_nothing_is_not_taken_for_what_does(name: str, real: Path) -> None:
    """Orange beside salmon and amber is one more warning, and grey means that nothing is meant."""
    template = prepared(real / "templates" / name)
    slide = Slide(id="x", title="A title", exhibits=(TICKETS,))
    [made] = slides_of(customer_deck(full_review(slides=(slide,)), real / "templates" / name))
    chart = next(shape.chart for shape in made.shapes if shape.has_chart)
    urgent, high, low = (
        fill_of(each.find(qn("c:spPr")), template.style) for each in chart._chartSpace.iter(qn("c:ser"))
    )
    assert min(difference(low, urgent), difference(low, high)) >= 45
    assert difference(low, template.style.theme.rgb(template.style.palette.neutral)) >= 24


def fill_of(element: Any, style: Style) -> tuple[float, float, float]:
    """The colour that a solid fill has, whoever gives it."""
    found = element.find(f".//{qn('a:solidFill')}")[0]
    amounts = {each.tag: int(each.get("val")) / 100_000 for each in found}
    off = amounts.get(qn("a:lumOff"), 0.0)
    name = found.get("val") if found.tag == qn("a:schemeClr") else f"#{found.get('val')}"
    return style.theme.rgb(Colour(name, off or amounts.get(qn("a:lumMod"), 1.0) - 1, qn("a:satMod") in amounts))


@pytest.mark.parametrize("name", these(("deleted_layouts.pptx", "rstudio.potx"), REAL))
def test_detractors_and_what_is_late_are_red_on_a_template_without_red(name: str, real: Path) -> None:
    template = prepared(real / "templates" / name)
    slide = Slide(id="x", title="A title", exhibits=(GROUPS, timeline(*SPANS)))
    [made] = slides_of(customer_deck(full_review(slides=(slide,)), real / "templates" / name))
    chart = next(shape.chart for shape in made.shapes if shape.has_chart)
    looks = {
        each.findtext(f".//{qn('c:v')}"): fill_of(each.find(qn("c:spPr")), template.style)
        for each in chart._chartSpace.iter(qn("c:ser"))
    }
    assert within(colorsys.rgb_to_hls(*looks["Detractors"])[0], REDS)
    assert within(colorsys.rgb_to_hls(*looks["Promoters"])[0], GREENS)
    assert min(difference(one, other) for one, other in combinations(looks.values(), 2)) >= 20
    plan = next(shape for shape in made.shapes if shape.name.startswith("timeline"))
    late = next(shape for shape in plan.shapes if shape.name == "bar, late")
    assert within(colorsys.rgb_to_hls(*fill_of(late._element.spPr.find(qn("a:ln")), template.style))[0], REDS)


@pytest.mark.parametrize(("name", "own"), [("deleted_layouts.pptx", False), ("rstudio.potx", True), ("", True)])
def test_titles_and_sentences_keep_the_template_s_colour_as_long_as_it_reads(name: str, own: bool, real: Path) -> None:
    """White letters on a grey page, and black ones beside them on the plate."""
    slide = Slide(id="x", title="A title", points=("A sentence.",))
    [made] = slides_of(customer_deck(full_review(slides=(slide,)), real / "templates" / name if name else None))
    inks = [shape.text_frame.paragraphs[0].runs[0].font.fill.type for shape in list(made.placeholders)[:2]]
    assert [ink is None for ink in inks] == [own, own]
    assert [found for found in seen(made) if found.ratio < found.least] == []

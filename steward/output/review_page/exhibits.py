"""One exhibit as a figure of the page: a drawing, a table or a picture, with its title, its words and its numbers."""

from base64 import b64encode
from typing import assert_never

from steward.exhibits import (
    Bars,
    Bridge,
    Bullets,
    CustomerExhibit,
    Drawing,
    Heatmap,
    Lines,
    OrgChart,
    Picture,
    StackedBars,
    Table,
    Timeline,
)
from steward.exhibits.tables import Cell, Column, written
from steward.exhibits.units import NOT_KNOWN, NUMBER, Unit
from steward.output.review_page.markup import Html, data, tag, text
from steward.output.review_page.numbers import numbers_of
from steward.output.review_page.plots import Plots

JPEG = b"\xff\xd8"


def exhibit_of(shown: CustomerExhibit, plots: Plots, *, heading: str, titled: bool = True) -> Html:
    """The figure. `heading`: the level of its title, which is left out where the slide's says the same."""
    title = tag(heading, text(shown.title)) if titled and shown.title else ""
    note = tag("figcaption", text(shown.note)) if shown.note else ""
    return tag("figure", title, _drawn(shown, plots), note, class_="exhibit")


def _drawn(shown: CustomerExhibit, plots: Plots) -> Html:
    match shown:
        case Table():
            return _scrolled(_table(shown), shown.title or shown.alt)
        case Picture():
            return _picture(shown)
        case Lines() | Bars() | StackedBars() | Bridge() | Heatmap() | Bullets() | Timeline() | OrgChart():
            return _chart(shown, plots) + _numbers(shown)
        case _:
            assert_never(shown)


def _chart(shown: Drawing, plots: Plots) -> Html:
    """A place as high as the drawing, and what the page's script draws there."""
    drawn = plots.figure(shown)
    height, width = drawn["layout"]["height"], drawn["layout"].get("width")
    look = f"height:{height}px" + (f";width:{width}px" if width else "")
    plot = tag("div", class_="plot", role="img", aria_label=shown.alt or shown.title, style=look)
    place = _scrolled(plot, shown.title or shown.alt) if width else plot
    return place + data(drawn, class_="drawing")


def _numbers(shown: CustomerExhibit) -> Html:
    of = tag("span", text(f" of “{shown.title}”"), class_="unseen") if shown.title else ""
    table = _scrolled(numbers_of(shown), shown.title or shown.alt)
    return tag("details", tag("summary", text("Show as a table"), of), table, class_="numbers")


def _scrolled(content: Html, label: str) -> Html:
    """What may be wider than a phone: scrolled by touch and by keys."""
    return tag("div", content, class_="wide", tabindex=0, role="region", aria_label=label)


def _table(shown: Table) -> Html:
    head = [tag("th", text(one.name), scope="col", class_=_look(one)) for one in shown.columns]
    body = [
        tag("tr", *(_cell(cell, column, first=not place) for place, (cell, column) in enumerate(cells)))
        for cells in (list(zip(row, shown.columns, strict=True)) for row in shown.rows)
    ]
    return tag("table", tag("thead", tag("tr", *head)), tag("tbody", *body))


def _cell(cell: Cell, column: Column, *, first: bool) -> Html:
    said = text(_trend(cell, column.unit or NUMBER) if isinstance(cell, tuple) else written(cell, column))
    if first:
        return tag("th", said, scope="row", class_=_look(column))
    whole = None if isinstance(cell, str) else "whole"
    return tag("td", said, class_=_look(column) or whole)


def _look(column: Column) -> str | None:
    return "number" if column.unit and not column.trend else None


def _trend(cell: tuple[object, ...], unit: Unit) -> str:
    """A small line as its numbers: they can be read out."""
    numbers = [unit.compact(one) if isinstance(one, int | float) else NOT_KNOWN for one in cell]
    return ", ".join(numbers)


def _picture(shown: Picture) -> Html:
    kind = "jpeg" if shown.content.startswith(JPEG) else "png"
    source = f"data:image/{kind};base64,{b64encode(shown.content).decode()}"
    return tag("img", src=source, alt=shown.alt, width=shown.width, height=shown.height)

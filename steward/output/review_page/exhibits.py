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

LONG = 40
"""Letters of a cell from which a column holds sentences."""
COLUMN = 460
"""Pixels: what two exhibits beside each other have each, on paper too."""
JPEG = b"\xff\xd8"


def exhibit_of(shown: CustomerExhibit, plots: Plots, *, heading: str, titled: bool = True) -> Html:
    """The figure. `heading`: the level of its title, which is left out where the slide's says the same."""
    title = tag(heading, text(shown.title)) if titled and shown.title else ""
    note = tag("p", text(shown.note), class_="caption") if shown.note else ""
    drawn, width = _drawn(shown, plots)
    look = "exhibit row" if width > COLUMN else "exhibit"
    return tag("figure", title, drawn, note, _numbers(shown), class_=look)


def _drawn(shown: CustomerExhibit, plots: Plots) -> tuple[Html, int]:
    """What is shown, and the width it must have; 0 where it takes what there is."""
    match shown:
        case Table():
            return _scrolled(_table(shown), shown.title or shown.alt), 0
        case Picture():
            return picture_of(shown), 0
        case Lines() | Bars() | StackedBars() | Bridge() | Heatmap() | Bullets() | Timeline() | OrgChart():
            return _chart(shown, plots)
        case _:
            assert_never(shown)


def _chart(shown: Drawing, plots: Plots) -> tuple[Html, int]:
    """A place as high as the drawing, and what the page's script draws there."""
    drawn = plots.figure(shown)
    height, width = int(drawn["layout"]["height"]), int(drawn["layout"].get("width", 0))
    look = f"height:{height}px" + (f";width:{width}px" if width else "")
    plot = tag("div", class_="plot", role="img", aria_label=shown.alt or shown.title, style=look)
    place = _scrolled(plot, shown.title or shown.alt) if width else plot
    return place + data(drawn, class_="drawing"), width


def _numbers(shown: CustomerExhibit) -> Html:
    """What a drawing says, as a table to be opened; a table and a picture need none."""
    if isinstance(shown, Table | Picture):
        return ""
    of = tag("span", text(f" of “{shown.title}”"), class_="unseen") if shown.title else ""
    table = _scrolled(numbers_of(shown), shown.title or shown.alt)
    return tag("details", tag("summary", text("Show as a table"), of), table, class_="numbers")


def _scrolled(content: Html, label: str) -> Html:
    """What may be wider than a phone: scrolled by touch and by keys."""
    return tag("div", content, class_="wide", tabindex=0, role="region", aria_label=label)


def _table(shown: Table) -> Html:
    looks = [_look(shown, place) for place in range(len(shown.columns))]
    head = [tag("th", text(one.name), scope="col", class_=look) for one, look in zip(shown.columns, looks, strict=True)]
    body = [tag("tr", *map(_cell, row, shown.columns, looks, range(len(row)))) for row in shown.rows]
    return tag("table", tag("thead", tag("tr", *head)), tag("tbody", *body))


def _cell(cell: Cell, column: Column, look: str | None, place: int) -> Html:
    """One cell; the first of a row says what the row is about."""
    said = text(_trend(cell, column.unit or NUMBER) if isinstance(cell, tuple) else written(cell, column))
    return tag("td", said, class_=look) if place else tag("th", said, scope="row", class_=look)


def _look(shown: Table, place: int) -> str | None:
    """Numbers stand to the right and days in one line; a sentence has room."""
    column, cells = shown.columns[place], [row[place] for row in shown.rows]
    if column.unit and not column.trend:
        return "number"
    if max((len(cell) for cell in cells if isinstance(cell, str)), default=0) > LONG:
        return "long"
    return None if any(isinstance(cell, str | tuple) for cell in cells) else "whole"


def _trend(cell: tuple[object, ...], unit: Unit) -> str:
    """A small line as its numbers: they can be read out."""
    numbers = [unit.compact(one) if isinstance(one, int | float) else NOT_KNOWN for one in cell]
    return ", ".join(numbers)


def picture_of(shown: Picture) -> Html:
    """It, inside the file."""
    kind = "jpeg" if shown.content.startswith(JPEG) else "png"
    source = f"data:image/{kind};base64,{b64encode(shown.content).decode()}"
    return tag("img", src=source, alt=shown.alt, width=shown.width, height=shown.height)

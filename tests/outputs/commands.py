"""What the commands hand out: their JSON, the workbook, the decks with the receipts in them."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from steward.cli import app
from steward.deck.reading.changes import read_deck
from steward.deck.reading.package_parts import Package
from steward.deck.receipts.made import STRIP
from steward.deck.receipts.model import FigureDrawn
from steward.deck.receipts.shape_content import one_line
from steward.deck.receipts.slide_objects import objects
from steward.deck.shapes.canvas import Canvas
from steward.deck.shapes.geometry import Box
from steward.deck.slides import content
from steward.deck.tables.tiles import Strip
from steward.deck.templates.validate import read_parts
from steward.exhibits import Figure
from tests.outputs.told import BOOK, Told
from tests.outputs.workbooks import in_workbook


def run(home: Path, *arguments: str) -> str:
    """What a command writes to a script."""
    done = CliRunner().invoke(app, [*arguments, "--home", str(home)])
    assert done.exit_code == 0, (arguments, done.output)
    return done.stdout


def book(home: Path, folder: Path) -> Iterator[Told]:
    """`book`, and the workbook it writes beside."""
    spreadsheet = folder / "book.xlsx"
    said = json.loads(run(home, "book", "--json", "--xlsx", str(spreadsheet)))
    totals = {f"book.{key}": value for key, value in said["totals"].items() if key != "strategic_accounts"}
    yield from (Told(BOOK, "book --json, totals", *one) for one in totals.items())
    yield from _figures(BOOK, "book --json", said)
    yield from in_workbook(spreadsheet.read_bytes(), BOOK, "workbook")


def renewals(home: Path, scope: str, *owner: str) -> Iterator[Told]:
    """`renewals`, of the whole book or of one owner."""
    said = json.loads(run(home, "renewals", "--json", *(("--owner", *owner) if owner else ())))
    yield from _figures(scope, "renewals --json", said)


def week(home: Path, scope: str, *person: str) -> Iterator[Told]:
    """`my-week`, everybody's or one person's."""
    said = json.loads(run(home, "my-week", "--json", *(("--person", *person) if person else ())))
    yield from (Told(scope, "my-week --json", f"week.{key}", value) for key, value in said["totals"].items())


def brief(home: Path, scope: str, account: str, audience: str) -> Iterator[Told]:
    """`brief`, for our eyes or the customer's."""
    said = json.loads(run(home, "brief", account, "--json", "--audience", audience))
    assert said["frozen_on"] is None, "a frozen review is told of another day: choose another account"
    yield from _figures(scope, f"brief --json, {audience}", said)


def deck(home: Path, scope: str, account: str, folder: Path) -> Iterator[Told]:
    """The slides of the customer's deck, by the receipts in it."""
    path = folder / "customer.pptx"
    run(home, "deck", account, "--investment", "-o", str(path))
    drawn = (one.drawn for one in read_deck(path).found)
    yield from (Told(scope, "deck", one.id, one.value) for one in drawn if isinstance(one, FigureDrawn))


def leadership(home: Path, scope: str, account: str, folder: Path) -> Iterator[Told]:
    """The slides for leadership. They carry no receipts: what was drawn is held against what the slides say."""
    path, drawn, draw = folder / "leadership.pptx", list[Figure](), content.draw_figures

    def noted(canvas: Canvas, rows: Sequence[Strip], box: Box) -> None:
        drawn.extend(figure for row in rows for figure in row.figures)
        draw(canvas, rows, box)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(content, "draw_figures", noted)
        run(home, "deck", account, "--internal", "-o", str(path))
    assert Counter(one_line(figure.text) for figure in drawn) == Counter(_values(path))
    yield from (Told(scope, "deck --internal", one.id, one.value) for one in drawn)


def _values(path: Path) -> Iterator[str]:
    """What the strips of figures say, slide by slide: below a row of labels a row of values."""
    for slide in Package(read_parts(path)).slides():
        for one in objects(slide.root, lambda _: None):
            if one.name.partition(":")[0] == STRIP:
                yield from one.shown.rows[1]


def _figures(scope: str, door: str, said: dict[str, Any]) -> Iterator[Told]:
    yield from (Told(scope, door, one["id"], one["value"]) for one in said["figures"])

"""Figures alone or beside something else: one size for all their values, and a reason in place of what is not known."""

from datetime import date

from steward.deck.shapes.geometry import INCH, Box
from steward.deck.tables.tiles import strips_alone, strips_beside
from steward.deck.templates.opened import prepared
from steward.exhibits import COUNT, Figure, Receipt

RECEIPT = Receipt("r", date(2026, 9, 30), "s")


def figure(value: int | None, note: str = "", why: str = "") -> Figure:
    return Figure(id="x", label="Tickets", value=value, unit=COUNT, receipt=RECEIPT, note=note, why=why)


def test_values_have_one_size_in_all_rows() -> None:
    style = prepared(None).style
    rows = strips_beside([figure(1_234_567), figure(2), figure(3), figure(4)], Box(0, 0, 3 * INCH, 5 * INCH), style)
    assert len(rows) == 2 and rows[0].value_size == rows[1].value_size


def test_what_a_value_is_of_is_not_said_of_one_that_is_not_there() -> None:
    style, room = prepared(None).style, Box(0, 0, 12 * INCH, 5 * INCH)
    [row] = strips_alone([figure(None, "of 5, by whoever opened them", "No ticket was rated.")], room, style)
    assert row.under(row.figures[0]) == ["No ticket was rated."]
    [known] = strips_alone([figure(4, "of 5, by whoever opened them")], room, style)
    assert known.under(known.figures[0]) == ["of 5, by whoever opened them"]


def test_figures_alone_are_as_large_as_all_is_said() -> None:
    style = prepared(None).style
    said = "No availability is agreed for any of the services of this account, and none was measured."
    rows = strips_alone([figure(None, why=said)] * 5, Box(0, 0, 12 * INCH, 5 * INCH), style)
    assert all(row.whole for row in rows)

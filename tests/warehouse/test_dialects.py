"""Laws of reading: a made table, however it is written, loads to the same rows or is refused with its reason."""

import csv
import io
import random
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from steward.warehouse.loading.load import load
from steward.workspace import Workspace
from tests.examples import AS_OFTEN, first
from tests.warehouse.desks import desk, rejects, rows, table

TIMES = first(1, [2 * AS_OFTEN, 60 * AS_OFTEN])
"""Each example is a load or two of half a second."""
HEADER = ["incident_id", "account_id", "started_at", "restored_at", "credit", "cause"]
FOUND = "select incident_id, account_id, started_at, restored_at, credit, cause from staging.incidents order by all"
# Days above the twelfth tell the order of the others.
FIRST = ("I-0", "A-1", datetime(2025, 1, 31, 13, 5), datetime(2025, 2, 28, 0, 30), Decimal("1234.50"), "fibre cut")
MOMENT = st.datetimes(datetime(2024, 1, 1), datetime(2025, 12, 31)).map(lambda at: at.replace(second=0, microsecond=0))
CENTS = st.integers(-10_000_000, 10_000_000).map(lambda cents: Decimal(cents) / 100)
WORDS = st.text("abcdéßñ ,;|'\"=-", max_size=12).map(lambda text: " ".join(text.split()) or None)
Row = tuple[str, str, datetime, datetime | None, Decimal | None, str | None]


@st.composite
def _incident(draw: st.DrawFn) -> Row:
    begun, over = sorted((draw(MOMENT), draw(MOMENT)))
    return "", draw(st.sampled_from(["A-1", "A-2"])), begun, over, draw(CENTS | st.none()), draw(WORDS)


TABLE = st.lists(_incident(), max_size=6).map(
    lambda found: [FIRST, *((f"I-{number}", *row[1:]) for number, row in enumerate(found, 1))]
)
CLOCKS = {"24": "%H:%M", "seconds": "%H:%M:%S", "12": "%I:%M %p", "narrow": "%I:%M\u202f%p"}
DAYS = {
    "iso": "%Y-%m-%d ",
    "slash": "%Y/%m/%d ",
    "day": "%d/%m/%Y ",
    "dots": "%d.%m.%Y ",
    "month": "%m/%d/%Y ",
    "name": "%d %b %Y ",
}
WHOLE: dict[str, Callable[[datetime], str]] = {
    "compact": lambda at: at.strftime("%Y%m%dT%H%M%S"),
    "zone": lambda at: at.strftime("%Y-%m-%dT%H:%M:%SZ"),
    "seconds": lambda at: str(int((at - datetime(1970, 1, 1)).total_seconds())),
    "milliseconds": lambda at: str(int((at - datetime(1970, 1, 1)).total_seconds()) * 1000),
    "mail": lambda at: at.strftime("%a, %d %b %Y %H:%M:%S +0000"),
    "script": lambda at: at.strftime("%a %b %d %Y %H:%M:%S GMT+0000 (Coordinated Universal Time)"),
}
MONEY: dict[str, Callable[[Decimal], str]] = {
    "plain": str,
    "grouped": lambda value: f"{value:,.2f}",
    "comma": lambda value: f"{value:,.2f}".translate(str.maketrans(",.", ".,")),
    "spaces": lambda value: f"{value:,.2f}".replace(",", "\u202f").replace(".", ","),
    "euro": lambda value: f"€ {value:,.2f}",
    "code": lambda value: f"{value:.2f} EUR",
    "behind": lambda value: f"{abs(value):,.2f}" + ("-" if value < 0 else ""),
    "brackets": lambda value: f"({abs(value):,.2f})" if value < 0 else f"{value:+,.2f}",
}


@dataclass(frozen=True)
class Dialect:
    """A way to write a table down."""

    encoding: str
    end: str
    delimiter: str
    time: Callable[[datetime], str]
    money: Callable[[Decimal], str]
    quoted: bool
    padded: str

    def text(self, header: Sequence[str], lines: Sequence[Sequence[str]]) -> bytes:
        """The file."""
        stream = io.StringIO(newline="")
        style = csv.QUOTE_ALL if self.quoted else csv.QUOTE_MINIMAL
        csv.writer(stream, delimiter=self.delimiter, lineterminator=self.end, quoting=style).writerows([header, *lines])
        return stream.getvalue().encode(self.encoding)

    def cells(self, row: Row) -> list[str]:
        """A row as it is written."""
        number, account, begun, over, credit, cause = row
        told = [number, account, self.time(begun), over and self.time(over), credit is not None and self.money(credit)]
        return [f"{self.padded}{cell}{self.padded}" if cell else "" for cell in (*told, cause)]


def _time(day: str, clock: str) -> Callable[[datetime], str]:
    return lambda at: at.strftime(DAYS[day] + CLOCKS[clock])


CLOCK = st.builds(_time, st.sampled_from([*DAYS]), st.sampled_from([*CLOCKS])) | st.sampled_from([*WHOLE.values()])
DIALECT = st.builds(
    Dialect,
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from([",", ";", "\t", "|"]),
    CLOCK,
    st.sampled_from([*MONEY.values()]),
    st.booleans(),
    st.sampled_from(["", " ", "\u00a0", "\u200b", "\u3000"]),
)


def _law(times: int, law: Callable[..., None], *given_: st.SearchStrategy[Any]) -> None:
    quiet = [HealthCheck.too_slow, HealthCheck.differing_executors]
    settings(max_examples=times, suppress_health_check=quiet, deadline=None)(given(*given_)(law))()


def _read(files: dict[str, bytes], mapping: str = "") -> tuple[list[tuple[Any, ...]], list[str]]:
    """The rows of the incidents as loaded, and the reasons of those that were not."""
    with tempfile.TemporaryDirectory() as folder:
        extra = {"sources__toml": mapping} if mapping else {}
        workspace = desk(Path(folder), **{name.replace(".", "__"): text for name, text in files.items()}, **extra)
        report = load(workspace)
        found = table(report, "incidents")
        assert found.read == found.loaded + found.rejected
        return rows(workspace, FOUND), [each["reason"] for each in rejects(workspace, "incidents")]


@pytest.mark.every
@pytest.mark.parametrize("times", TIMES)
def test_a_table_is_the_same_in_every_dialect(times: int) -> None:
    def law(made: list[Row], dialect: Dialect) -> None:
        found, reasons = _read({"incidents.csv": dialect.text(HEADER, [dialect.cells(row) for row in made])})
        assert (found, reasons) == (sorted(made, key=lambda row: row[0]), [])

    _law(times, law, TABLE, DIALECT)


@pytest.mark.parametrize("times", TIMES)
def test_a_table_is_the_same_in_a_workbook(times: int) -> None:
    def law(made: list[Row], dialect: Dialect) -> None:
        with tempfile.TemporaryDirectory() as folder:
            workspace = desk(Path(folder))
            _workbook(workspace, [HEADER, *(dialect.cells(row) for row in made)])
            load(workspace)
            assert rows(workspace, FOUND) == sorted(made, key=lambda row: row[0])

    _law(times, law, TABLE, DIALECT)


def _workbook(workspace: Workspace, lines: Sequence[Sequence[str]]) -> None:
    with xlsxwriter.Workbook(workspace.data / "incidents.xlsx", {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet()
        for number, line in enumerate(lines):
            for place, cell in enumerate(line):
                sheet.write_string(number, place, cell)


@pytest.mark.parametrize("times", TIMES)
def test_the_order_of_columns_and_of_files_changes_nothing(times: int) -> None:
    def law(made: list[Row], dialect: Dialect, seed: int) -> None:
        lines, shuffled = [dialect.cells(row) for row in made], random.Random(seed)
        order = shuffled.sample(range(len(HEADER)), len(HEADER))
        turned = [[line[place] for place in order] for line in lines]
        names = shuffled.sample(["one.csv", "two.csv"], 2)
        first = dialect.text([HEADER[place] for place in order], turned)
        alone = dialect.text(HEADER, [dialect.cells(("J", *FIRST[1:]))])
        mapping = f'[incidents]\nfile = ["{names[0]}", "{names[1]}"]\n'
        found, reasons = _read({"one.csv": first, "two.csv": alone}, mapping)
        assert (found, reasons) == (sorted([*made, ("J", *FIRST[1:])], key=lambda row: row[0]), [])

    _law(times, law, TABLE, DIALECT, st.integers(0, 1000))


BAD = ["no day", "2025-02-30 10:00", "32/12/2025 10:00", "31/31/2025", "1,2,3", "12 monkeys", "£5", "--1", "-", "#REF!"]
BAD += ["3,5", "3.5", "12/31/2025 10:00", "31/12/2025 10:00", "1773583500"]


@pytest.mark.parametrize("times", TIMES)
def test_one_bad_row_never_changes_what_another_gives(times: int) -> None:
    def law(made: list[Row], dialect: Dialect, place: int, column: int, bad: str) -> None:
        good = [dialect.cells(row) for row in [*made, ("I-8", *FIRST[1:]), ("I-9", *FIRST[1:])]]
        before, _ = _read({"incidents.csv": dialect.text(HEADER, good)})
        odd = dialect.cells(("bad", *FIRST[1:]))
        odd[column] = bad
        spoiled = [*good[: place % len(good)], odd, *good[place % len(good) :]]
        after, reasons = _read({"incidents.csv": dialect.text(HEADER, spoiled)})
        assert [row for row in after if row[0] != "bad"] == before
        assert len(after) + len(reasons) == len(before) + 1

    _law(times, law, TABLE, DIALECT, st.integers(0, 9), st.sampled_from([2, 3, 4]), st.sampled_from(BAD))

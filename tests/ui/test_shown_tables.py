"""Tables keep numbers as numbers and write them as their unit does."""

import json
import math
from datetime import date
from decimal import Decimal

import pyarrow as pa
import pytest
from streamlit.testing.v1 import AppTest

from steward.cli.as_json.exhibits import exhibit_json
from steward.domain.renewals import Category
from steward.exhibits import COUNT, PERCENT, Column, Mood, Receipt, Table, Unit, money
from steward.ui.kit.style import ink_of
from steward.ui.kit.tables import WIDE, _for_reading, _inks, frame, number_format, room_for
from tests.test_workbook import opened, rows

COMMON = {"id": "one", "title": "A sentence.", "alt": "", "receipt": Receipt("MRR", date(2026, 9, 30), "customer.x")}


def test_numbers_sort_as_numbers() -> None:
    found = frame(Table(**COMMON, columns=(Column("MRR", money("EUR")),), rows=((9,), (Decimal("1200.5"),), (None,))))
    assert found["c0"].sort_values().tolist()[:2] == [9, 1200]


def test_halves_are_rounded_as_on_a_slide() -> None:
    euro = money("EUR")
    found = frame(Table(**COMMON, columns=(Column("MRR", euro),), rows=((0.5,), (1.5,), (12.5,))))
    assert [euro.text(value) for value in found["c0"]] == [euro.text(value) for value in (0.5, 1.5, 12.5)]


def test_a_text_that_the_grid_does_not_measure_has_room_all_the_same() -> None:
    assert room_for("Turn", ["us"] * 10) is None
    assert room_for("Turn", []) is None
    assert (room_for("Turn", [*["us"] * 10, "the carrier", "us"]) or 0) > 80, "after the rows that are measured"
    assert (room_for("Edge", [*["·"] * 7, "Mentioned, May 2026"]) or 0) > 120, "longer than is usual, so not measured"
    assert room_for("Turn", [*["us"] * 10, "a sentence " * 20, "us"]) == WIDE
    assert room_for("Decides", [*["–"] * 10, "yes", "–"]) is None, "its name has more room"


def test_a_word_for_how_something_stands_has_its_colour_in_a_grid() -> None:
    columns = (Column("Account"), Column("Health", state=True))
    assert _inks(Table(**COMMON, columns=columns, rows=(("Red", "red"), ("Beta", None)))) == {
        "c1": [f"color: {ink_of(Mood.BAD)}", ""]
    }
    assert ink_of(Mood.BAD).startswith("#")


def test_two_columns_of_one_name_stay_two() -> None:
    table = Table(**COMMON, columns=(Column("MRR", COUNT), Column("MRR", COUNT)), rows=((1, 2),))
    assert frame(table).values.tolist() == [[1, 2]]


def test_days_stay_days_and_trends_stay_series() -> None:
    table = Table(
        **COMMON, columns=(Column("Due"), Column("Trend", COUNT, trend=True)), rows=((date(2026, 9, 30), (1, None, 3)),)
    )
    assert frame(table).values.tolist() == [[date(2026, 9, 30), [1.0, 3.0]]]


def test_a_fixed_word_of_files_is_read_by_its_label_and_handed_to_scripts_as_it_is() -> None:
    word, label = Category.CHURN_ACTIONABLE, "Churn risk, can be influenced"
    assert Category("churn actionable") is word and word.value == "churn actionable"
    table = Table(**COMMON, columns=(Column("Forecast"),), rows=((word,), ("no forecast yet",)))
    assert frame(table).values.tolist() == [[label], ["no forecast yet"]]
    assert table.text() == [[label], ["no forecast yet"]]
    assert rows(opened(table)) == [[label], ["no forecast yet"]]
    assert json.loads(json.dumps(exhibit_json(table)["rows"])) == [["churn actionable"], ["no forecast yet"]]


def test_an_empty_table_has_its_columns() -> None:
    assert list(frame(Table(**COMMON, columns=(Column("A"), Column("B", COUNT)), rows=())).columns) == ["c0", "c1"]


@pytest.mark.parametrize(
    ("unit", "bare", "expected"),
    [
        (money("EUR"), False, ("MRR", "€%,.0f")),
        (money("CHF", 2), False, ("MRR", "CHF\N{NO-BREAK SPACE}%,.2f")),
        (money("EUR"), True, ("MRR (€)", "%,.0f")),
        (PERCENT, False, ("MRR", "%,.1f\N{NARROW NO-BREAK SPACE}%%")),
        (Unit("money", prefix="$", signed=True), True, ("MRR ($)", "%+,.0f")),
    ],
)
def test_a_number_column_is_written_by_its_unit(unit: Unit, bare: bool, expected: tuple[str, str]) -> None:
    assert number_format("MRR", unit, bare) == expected


LOSSES = """
from steward.exhibits import POINTS, Column, Table, money
from steward.ui.kit import tables
from tests.ui.test_shown_tables import COMMON

euro = money("EUR")
columns = (Column("Expansion", euro), Column("Contraction", euro), Column("NPS", POINTS))
rows = ((1200, -5, -44), (0, -0.3, None), (7, 0, 12))
tables.table(Table(**COMMON, columns=columns, rows=rows * {times}))
"""


@pytest.mark.parametrize("times", [1, 600])
def test_gains_and_losses_are_written_alike_with_one_minus_and_one_zero(times: int) -> None:
    """A column with losses is written by the unit, as on a slide; where there are too many cells for that, both stand
    without the currency and both headings name it."""
    (shown,) = AppTest.from_string(LOSSES.format(times=times)).run().dataframe
    told = json.loads(shown.proto.columns)
    named = [told[place]["label"] for place in ("c0", "c1", "c2")]
    styled = shown.proto.arrow_data.styler.display_values if shown.proto.arrow_data.HasField("styler") else b""
    written = pa.ipc.open_stream(styled).read_pandas() if styled else None
    assert shown.value["c1"].tolist()[:3] == [-5, 0, 0] and math.copysign(1, shown.value["c1"][1]) == 1
    if times == 1:
        assert named == ["Expansion", "Contraction", "NPS"] and written is not None
        assert written["c1"].tolist() == ["−€5", "€0", "€0"] and written["c2"].tolist() == ["−44", "–", "12"]
    else:
        assert named == ["Expansion (€)", "Contraction (€)", "NPS"] and written is None


ONES = """
from steward.exhibits import COUNT, DAYS, PERCENT, Column, Table
from steward.ui.kit import tables
from tests.ui.test_shown_tables import COMMON

columns = (Column("In", DAYS), Column("Share", PERCENT), Column("Dates", COUNT))
tables.table(Table(**COMMON, columns=columns, rows=((1, 1, 1), (2, 2, 2))))
"""


def test_one_of_something_is_in_the_singular() -> None:
    (shown,) = AppTest.from_string(ONES).run().dataframe
    written = pa.ipc.open_stream(shown.proto.arrow_data.styler.display_values).read_pandas()
    assert [str(one).replace("\xa0", " ") for one in written["c0"]] == ["1 day", "2 days"]
    assert [shown.value[place].tolist() for place in ("c0", "c1", "c2")] == [[1, 2]] * 3


def test_a_short_table_of_sentences_is_for_reading() -> None:
    sentence = "The civil works are delayed by the city, again."
    assert _for_reading(Table(**COMMON, columns=(Column("Why"),), rows=((sentence,),)))
    assert not _for_reading(Table(**COMMON, columns=(Column("Why"),), rows=((sentence,),) * 100))

"""What a cell of a workbook is besides its text: a number whose decimals nobody doubts, an amount of some currency."""

from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from steward.warehouse.loading.currencies.in_cells import currency_of_format
from tests.examples import first
from tests.warehouse.desks import loaded, rejects, rows

HEADER = ["account_id", "month", "amount", "margin", "charge_id"]
RATES = "currency,month,rate\nUSD,2025-12,0.5\nCAD,2025-12,0.25\n"


def _charges(path: Path, cells: list[tuple[Any, str]], margins: list[Any] | None = None) -> None:
    """A workbook of charges, each amount in its format."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADER)
        for number, (amount, shown) in enumerate(cells, 1):
            sheet.write_row(number, 0, ["A-1", "2026-01-15"])
            sheet.write(number, 2, amount, book.add_format({"num_format": shown}))
            sheet.write(number, 3, (margins or [""])[(number - 1) % len(margins or [""])])
            sheet.write(number, 4, f"{path.stem}{number}")


SHOWN = {
    "usd": ([(100, '#,##0.00 "USD"'), (7.125, '#,##0.00 "USD"')], [50, 3.5625]),
    "dollar": ([(100, "[$$-409]#,##0.00"), (10, '_("$"* #,##0.00_);_("$"* (#,##0.00)')], [50, 5]),
    "canada": ([(100, "[$$-1009]#,##0.00")], [25]),
    "euro": ([(100, "#,##0.00 [$€-407]"), (1.5, '"EUR" 0.00'), (3, "General")], [100, 1.5, 3]),
    "mixed": ([(100, '0 "USD"'), (100, "0 [$€-2]"), (100, "0.00"), ("100 CAD", "@")], [50, 100, 100, 25]),
    "other": ([(100, '0 "pcs"'), (2, "0%"), (3, '0" K"'), (4, '[Red]0 "all"')], [100, 2, 3, 4]),
    "yen": ([(100, "[$¥-411]0"), (5, "0")], [5]),
}


@pytest.mark.every
def test_the_format_of_a_cell_says_its_currency(tmp_path: Path) -> None:
    for name, (cells, _) in SHOWN.items():
        _charges(tmp_path / "data" / f"{name}.xlsx", cells)
    toml = f"[charges]\nfile = {[f'{name}.xlsx' for name in SHOWN]}\n"
    workspace, report = loaded(tmp_path, sources__toml=toml, exchange_rates__csv=RATES)
    found = rows(workspace, "select regexp_replace(charge_id, '\\d+', ''), list(amount::double order by rowid) from"
                            " staging.charges group by 1")  # fmt: skip
    assert dict(found) == {name: expected for name, (_, expected) in SHOWN.items()}
    assert [each["reason"].split(":")[0] for each in rejects(workspace, "charges")] == [
        "“100 JPY” is in JPY and the book in EUR"
    ]
    assert any("2 amounts in USD turned into EUR" in said for said in report.warnings)


@pytest.mark.every
def test_a_currency_that_an_expression_or_a_query_leaves_out_is_said(tmp_path: Path) -> None:
    _charges(tmp_path / "data" / "ledger.xlsx", [(120.5, '0 "USD"'), (240, '0 "USD"')])
    mapped = "[charges]\nfile = 'ledger.xlsx'\n[charges.columns]\naccount_id = 'account_id'\nmonth = 'month'\n"
    asked = "[charges]\nsql = 'select account_id, month, amount / 12 as amount from ledger'\n"
    for number, (toml, expected, warned) in enumerate(
        [
            (mapped + "amount = 'amount'\nkind = \"'usage'\"\n", 180.25, False),
            (mapped + "amount = 'amount / 2'\n", 180.25, True),
            (mapped + "amount = 'amount / 2'\ncurrency = \"'USD'\"\n", 90.125, False),
            (asked, 30.0417, True),
        ]
    ):
        folder = tmp_path / str(number)
        (folder / "data").mkdir(parents=True)
        (folder / "data" / "ledger.xlsx").write_bytes((tmp_path / "data" / "ledger.xlsx").read_bytes())
        workspace, report = loaded(folder, sources__toml=toml, exchange_rates__csv=RATES)
        assert float(rows(workspace, "select sum(amount) from staging.charges")[0][0]) == expected, toml
        assert any("“amount”, which is in another currency" in said for said in report.warnings) == warned, toml


def test_a_cell_that_is_a_number_is_no_text_whose_point_could_mark_thousands(tmp_path: Path) -> None:
    """Beside texts with a decimal comma in the same column or in another, also where nobody maps that."""
    beside = [(1.234, "General"), (12.5, "General"), (7, "General")]
    _charges(tmp_path / "data" / "beside.xlsx", beside, ["2,5", "1.200"])
    _charges(tmp_path / "data" / "among.xlsx", [*beside, ("1.234,50", "@"), ("1.234", "@"), ("7,5", "@")])
    _charges(tmp_path / "data" / "points.xlsx", [(1.234, "General"), ("1.200", "@")], ["2,5"])
    toml = "[charges]\nfile = ['beside.xlsx', 'among.xlsx', 'points.xlsx']\n"
    workspace, _ = loaded(tmp_path, sources__toml=toml)
    found = dict(rows(workspace, "select charge_id, amount::double from staging.charges"))
    assert found == {
        "beside1": 1.234, "beside2": 12.5, "beside3": 7,
        "among1": 1.234, "among2": 12.5, "among3": 7, "among4": 1234.5, "among5": 1234, "among6": 7.5,
        "points1": 1.234, "points2": 1200,
    }  # fmt: skip
    assert rejects(workspace, "charges") == []


def test_number_cells_are_numbers_to_expressions_too(tmp_path: Path) -> None:
    _charges(tmp_path / "data" / "ledger.xlsx", [(1.234, "General"), (2.5, "General"), (3.25, "0")], ["2,5", "1.200"])
    toml = "[charges]\nfile = 'ledger.xlsx'\n[charges.columns]\naccount_id = 'account_id'\nmonth = 'month'\n"
    toml += "charge_id = 'charge_id'\namount = 'amount * 2'\n"
    workspace, _ = loaded(tmp_path, sources__toml=toml)
    assert rows(workspace, "select amount::double from staging.charges order by charge_id") == [(2.468,), (5,), (6.5,)]
    other = tmp_path / "other"
    _charges(other / "data" / "ledger.xlsx", [(1.234, "General"), (2.345, "General")], ["2,5", "1.200"])
    workspace, _ = loaded(other, sources__toml=toml)
    assert rows(workspace, "select amount::double from staging.charges order by charge_id") == [(2.468,), (4.69,)]


MIXED: dict[str, tuple[list[tuple[object, str]], list[str], dict[int, float]]] = {
    # The amounts, what stands beside them, and what is read of each.
    "commas": (
        [(1.234, "General"), ("1,5", "@"), (2.5, "General"), ("1.200", "@")],
        [],
        {1: 1.234, 2: 1.5, 3: 2.5, 4: 1200},
    ),
    "beside": ([(1.234, "General"), ("n/a", "@"), (2.345, "General")], ["2,5"], {1: 1.234, 3: 2.345}),
    "thousands": ([(1.234, "General"), ("1.200", "@")], ["2,5"], {1: 1.234, 2: 1200}),
    "points": ([(1.234, "General"), ("1.5", "@"), ("1,200", "@")], [], {1: 1.234, 2: 1.5, 3: 1200}),
    "noise": ([(1.2e-05, "General"), (1234.5, "General"), ("7,5", "@")], [], {1: 0, 2: 1234.5, 3: 7.5}),
    "numbers": ([(1.234, "General"), (2.345, "General")], ["2,5"], {1: 1.234, 2: 2.345}),
}


@pytest.mark.every
@pytest.mark.parametrize("how", first(1, ["query", "passed", "plain"]))
def test_cells_that_are_numbers_stay_numbers_beside_texts_in_any_way_they_are_read(tmp_path: Path, how: str) -> None:
    for name, (values, others, _) in MIXED.items():
        _charges(tmp_path / "data" / f"{name}.xlsx", values, others)
    amount = "coalesce(amount)" if how == "passed" else "amount"
    columns = f"account_id, month, charge_id, {amount} as amount"
    read = {}
    for name in MIXED:
        toml = f'[charges]\nsql = "select {columns} from {name}"\n'
        if how == "plain":
            toml = f"[charges]\nfile = '{name}.xlsx'\n"
        workspace, _ = loaded(tmp_path, charges__txt="", sources__toml=toml)
        found = dict(rows(workspace, "select charge_id, amount::double from staging.charges"))
        read[name] = {int(key.removeprefix(name)): value for key, value in found.items()}
    assert read == {name: expected for name, (*_, expected) in MIXED.items()}


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ('#,##0.00\\ "€"', "€"),
        ("\\$#,##0", "$"),
        ("#,##0\\ \\U\\S\\D", "USD"),
        ("#,##0 [$kr-41D]", "SEK"),
        ("[$Rs.-4009] #,##0", "INR"),
        ('"zł" 0', "zł"),
        ("[$-409]d-mmm-yy", ""),
        ('0.0 "h"', ""),
        ("mmm yyyy", ""),
    ],
)
def test_the_currency_of_a_format(code: str, expected: str) -> None:
    assert currency_of_format(code) == expected

"""How text becomes dates, amounts and answers: decided per column, and never guessed."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from steward.errors import FileUnreadable
from tests.examples import first
from tests.warehouse.desks import loaded, rejects, rows


def _dates(folder: Path, *values: str) -> tuple[list[date], list[str]]:
    """`customer_since` as loaded, in the order of the file, and the reasons of what was not."""
    lines = "".join(f'A-{number:03},x,"{value}"\n' for number, value in enumerate(values))
    charges = "account_id,month,amount\n" + "".join(f"A-{n:03},2025-01-01,1\n" for n in range(len(values)))
    workspace, _ = loaded(
        folder,
        accounts__csv="account_id,name,customer_since\nOK,x,\n" + lines,
        charges__csv=charges + "OK,2025-01-01,1\n",
    )
    found = rows(workspace, "select customer_since from staging.accounts where account_id <> 'OK' order by account_id")
    return [day for (day,) in found], [each["reason"] for each in rejects(workspace, "accounts")]


@pytest.mark.parametrize(
    ("values", "expected"),
    first(
        4,
        [
            (["2025-03-04", "2025/3/4", "2025-03-04 15:30", "2025-03-04T15:30:00Z"], [date(2025, 3, 4)] * 4),
            (["31/12/2025", "01/02/2025"], [date(2025, 12, 31), date(2025, 2, 1)]),
            (["12/31/2025", "01/02/2025"], [date(2025, 12, 31), date(2025, 1, 2)]),
            (["4 Mar 2025", "04-Mar-25", "March 4, 2025", "20250304"], [date(2025, 3, 4)] * 4),
            (["3.4.2025", "03.04.25"], [date(2025, 4, 3)] * 2),
            (["31-12-2025 14:30", "1-2-2025"], [date(2025, 12, 31), date(2025, 2, 1)]),
            (["9999-12-31"], [date(9999, 12, 31)]),
        ],
    ),
)
def test_dates_are_read_by_the_form_their_column_shows(tmp_path: Path, values: list[str], expected: list[date]) -> None:
    assert _dates(tmp_path, *values) == (expected, [])


NO_DATES = ["2025-02-30", "24-13-05", "infinity", "epoch", "yesterday", "0001-01-01"]
NO_DATES += ["452920", "10452", "99871", "2025-03", "2025-03-04 x"]


@pytest.mark.parametrize("values", first(1, [NO_DATES, *([one] for one in NO_DATES)]), ids=",".join)
def test_what_is_no_date_is_rejected(tmp_path: Path, values: list[str]) -> None:
    assert _dates(tmp_path, *values) == ([], [f"“{value}” is not a date" for value in values])


def test_dates_that_could_be_read_both_ways_are_rejected_and_not_guessed(tmp_path: Path) -> None:
    found, reasons = _dates(tmp_path, "03/04/2025", "2025-01-01")
    assert found == [date(2025, 1, 1)]
    assert reasons == ["“03/04/2025” could be read with the day or the month first; write it like 2025-12-31"]


def test_a_column_that_shows_both_orders_is_not_guessed_at(tmp_path: Path) -> None:
    found, reasons = _dates(tmp_path, "31/12/2025", "12/31/2025", "03/04/2025")
    assert found == []
    assert len(reasons) == 3


MARCH = [date(2026, 3, day) for day in range(1, 32)]
MONTHS = [date(2025, month, 1) for month in range(1, 13)]
ENDS = [date(2025, 1, 31), date(2025, 2, 28), date(2025, 4, 30)]
EITHER_ORDER = "could be read with the day or the month first; write it like 2025-12-31"
EITHER = "could be read with the year first or last; write it like 2025-12-31"


ORDERS = ("day", "month", "year")
SHORT_YEARS = {
    # Many days and few years.
    "m1": (MARCH, "%y-%m-%d", "year"),
    "m2": (MARCH, "%d-%m-%y", "day"),
    "m3": (MARCH, "%d/%m/%y", "day"),
    "m4": (MARCH, "%m/%d/%y", "month"),
    "m5": (MARCH, "%y.%m.%d", "year"),
    "m6": (MARCH, "%d.%m.%y", "day"),
    # The ends of months.
    "e1": (MONTHS, "%y/%m/%d", "year"),
    "e2": (MONTHS, "%d-%m-%y", EITHER_ORDER),
    "e3": (ENDS, "%y-%m-%d", "year"),
    "e4": (ENDS, "%d-%m-%y", "day"),
    "e5": (ENDS, "%m-%d-%y", "month"),
    # No day is 99.
    "c1": ([date(1999, 3, 15), date(1998, 3, 15)], "%y-%m-%d", "year"),
    "c2": ([date(1999, 3, 15), date(1998, 3, 15)], "%d-%m-%y", "day"),
    # Neither, or as who writes points means it.
    "n1": ([date(2026, 3, 15)], "%y-%m-%d", EITHER),
    "n2": ([date(2026, 3, 15), date(2026, 3, 16)], "%d-%m-%y", EITHER),
    "n3": ([date(2026, 3, 15), date(2026, 3, 16)], "%d.%m.%y", "day"),
}


@pytest.mark.every
@pytest.mark.parametrize("names", first(1, ["m1 m4 e2 c1 n2", " ".join(SHORT_YEARS)]))
def test_years_of_two_digits_stand_where_the_whole_column_shows_them(tmp_path: Path, names: str) -> None:
    columns = {name: SHORT_YEARS[name] for name in names.split()}
    files = {}
    for name, (days, written, _) in columns.items():
        lines = "".join(f"A-1,{name},{each.strftime(written)},1\n" for each in days)
        files[f"{name}__csv"] = "account_id,product_id,day,used\n" + lines
        lines = "".join(f"{name}{n},A-1,{each.strftime(written)} 10:00,{name}\n" for n, each in enumerate(days))
        files[f"{name}t__csv"] = "activity_id,account_id,happened_at,subject\n" + lines
    listed = [f"{name}.csv" for name in columns]
    toml = f"[usage]\nfile = {listed}\n[activities]\nfile = {[name.replace('.', 't.') for name in listed]}\n"
    workspace, report = loaded(tmp_path, **files, sources__toml=toml)
    days_read = dict(rows(workspace, "select product_id, list(day order by day) from staging.usage group by 1"))
    times_read = "select subject, list(happened_at order by happened_at) from staging.activities group by 1"
    assert days_read == {name: sorted(days) for name, (days, _, how) in columns.items() if how in ORDERS}
    assert dict(rows(workspace, times_read)) == {
        name: [datetime(each.year, each.month, each.day, 10) for each in days] for name, days in days_read.items()
    }
    said = {each.file[:-4]: each.reason for each in report.problems if "dates are read as" in each.reason}
    assert {name: reason.split(" as ")[1].split(",")[0] for name, reason in said.items() if name in columns} == {
        name: f"{how} first" for name, (*_, how) in columns.items() if how in ORDERS
    }
    reasons = {each["reason"].split("” ")[1] for name in ("usage", "activities") for each in rejects(workspace, name)}
    assert reasons == {EITHER, EITHER_ORDER}


TAKEN, FIRST, LAST = "taken to end with the year (26 March 2015)", "read with the year first", "read with the year last"
FIFTEENTH, OF_2015 = date(2026, 3, 15), date(2015, 3, 26)
NAMED_MONTHS: dict[str, tuple[list[str], list[date] | str, str]] = {
    # What follows from the value alone needs no word.
    "v1": (
        ["Mar-15-26", "March 15, 26", "2026-Mar-15", "15 March 2026", "Mar 15 26", "15. Mar. 2026"],
        [FIFTEENTH],
        "",
    ),
    "v2": (["99-Mar-15"], [date(1999, 3, 15)], ""),
    "v3": (["15.Mar.99", "5-Mar-26"], [date(1999, 3, 15), date(2026, 3, 5)], ""),
    "v4": (["26-Mar-5"], [date(2026, 3, 5)], ""),
    # Nothing tells: as Excel writes it, and said.
    "a1": (["15-Mar-26", "15-MAR-26", "15 March 26"], [FIFTEENTH], TAKEN),
    "a2": (["26-Mar-15"], [OF_2015], TAKEN),
    # The rest of the column tells.
    "c1": (["26-Mar-15", "99-Mar-15"], [date(1999, 3, 15), FIFTEENTH], FIRST),
    "c2": (["26-Mar-15", "2026-Mar-15"], [FIFTEENTH], FIRST),
    "c3": (["26-Mar-15", "26-Mar-5"], [date(2026, 3, 5), FIFTEENTH], FIRST),
    "c4": (["26-Mar-15", "26-Mar-2015"], [OF_2015], LAST),
    "c5": (["26-Mar-15", "26-Mar-99"], [date(1999, 3, 26), OF_2015], LAST),
    "c6": ([each.strftime("%y-%b-%d") for each in MARCH], MARCH, FIRST),
    "c7": ([each.strftime("%d-%b-%y") for each in MARCH], MARCH, LAST),
    "c8": ([each.strftime("%y %B %d") for each in ENDS], ENDS, FIRST),
    "c9": (["26-Mar-15", "99-03-15"], [date(1999, 3, 15), FIFTEENTH], FIRST),
    # It contradicts itself.
    "u1": (["26-Mar-15", "99-Mar-15", "15-Mar-99"], EITHER, ""),
}


@pytest.mark.every
def test_a_short_year_beside_the_name_of_a_month_stands_where_the_column_shows_it(tmp_path: Path) -> None:
    files = {}
    for name, (texts, _, _) in NAMED_MONTHS.items():
        lines = "".join(f'A-1,{name},"{each}",1\n' for each in texts)
        files[f"{name}__csv"] = "account_id,product_id,day,used\n" + lines
        lines = "".join(f'{name}{n},A-1,"{each} 10:00 PM",{name}\n' for n, each in enumerate(texts))
        files[f"{name}t__csv"] = "activity_id,account_id,happened_at,subject\n" + lines
    listed = [f"{name}.csv" for name in NAMED_MONTHS]
    toml = f"[usage]\nfile = {listed}\n[activities]\nfile = {[name.replace('.', 't.') for name in listed]}\n"
    workspace, report = loaded(tmp_path, **files, sources__toml=toml)
    read = "select product_id, list(distinct day order by day) from staging.usage group by 1"
    assert dict(rows(workspace, read)) == {n: days for n, (_, days, _) in NAMED_MONTHS.items() if days != EITHER}
    read = "select subject, list(distinct happened_at order by happened_at) from staging.activities group by 1"
    assert dict(rows(workspace, read)) == {
        name: [datetime(each.year, each.month, each.day, 22) for each in days]
        for name, (_, days, _) in NAMED_MONTHS.items()
        if not isinstance(days, str)
    }
    said = {
        (each.file, each.reason.split(" are ")[1]) for each in report.problems if "like 26-Mar-15 are" in each.reason
    }
    assert said == {
        (f"{name}{kind}.csv", words) for name, (*_, words) in NAMED_MONTHS.items() if words for kind in ("", "t")
    }
    reasons = {each["reason"].split("” ")[1] for name in ("usage", "activities") for each in rejects(workspace, name)}
    assert reasons == {EITHER}


def test_the_name_of_a_month_with_a_short_year_is_read_like_the_files_other_dates(tmp_path: Path) -> None:
    text = "contract_id,account_id,starts_on,ends_on\nK,A-1,26-Mar-15,99-Mar-31\nL,A-1,26-Mar-16,28-Mar-31\n"
    workspace, report = loaded(tmp_path, contracts__csv=text.replace("99-", "68-"))
    assert rows(workspace, "select starts_on, ends_on from staging.contracts where contract_id = 'K'") == [
        (date(2026, 3, 15), date(2068, 3, 31))
    ]
    assert any("with the year first, like the file’s other dates" in warning for warning in report.warnings)


def test_a_short_year_is_told_by_other_short_years_of_its_file_alone(tmp_path: Path) -> None:
    head = "contract_id,account_id,starts_on,ends_on\n"
    text = head + "K,A-1,26-03-15,26-12-31\nL,A-1,26-03-16,27-01-31\n"
    workspace, _ = loaded(tmp_path / "short", contracts__csv=text)
    assert rows(workspace, "select min(starts_on) from staging.contracts") == [(date(2026, 3, 15),)]
    workspace, _ = loaded(tmp_path / "long", contracts__csv=head + "K,A-1,26-03-15,31/12/2040\n")
    assert [each["reason"] for each in rejects(workspace, "contracts")] == [f"“26-03-15” {EITHER}"]


def test_an_unclear_column_follows_the_other_dates_of_its_file(tmp_path: Path) -> None:
    text = "contract_id,account_id,starts_on,ends_on\nK,A-1,01/02/2025,31/12/2025\n"
    workspace, report = loaded(tmp_path, contracts__csv=text)
    assert rows(workspace, "select starts_on from staging.contracts") == [(date(2025, 2, 1),)]
    assert any("like the file’s other dates" in warning for warning in report.warnings)


def test_months_may_be_written_without_a_day(tmp_path: Path) -> None:
    workspace, _ = loaded(tmp_path, charges__csv="account_id,month,amount\nA-1,2025-03,1\nA-1,Apr 2025,1\n")
    assert rows(workspace, "select month from staging.charges order by 1") == [(date(2025, 3, 1),), (date(2025, 4, 1),)]


@pytest.mark.parametrize(
    ("text", "expected"),
    first(
        2,
        [
            ("2023-07-28T03:00:15+02:00", datetime(2023, 7, 28, 1, 0, 15)),
            ("28/07/2023 3:00 PM", datetime(2023, 7, 28, 15)),
            ("2023-07-28 3:00", datetime(2023, 7, 28, 3)),
            ("2023-07-28", datetime(2023, 7, 28)),
            (" 28.07.2023 15:00 ", datetime(2023, 7, 28, 15)),
        ],
    ),
)
def test_a_time_is_read_in_its_form(tmp_path: Path, text: str, expected: datetime) -> None:
    workspace, _ = loaded(tmp_path, tickets__csv=f"ticket_id,account_id,opened_at\nT,A-1,{text}\n")
    assert rows(workspace, "select opened_at from staging.tickets") == [(expected,)]


def _amounts(folder: Path, *values: str) -> tuple[list[Decimal], list[str], tuple[str, ...]]:
    lines = "".join(f'A-1,2025-01-01,"{value}",{number:03}\n' for number, value in enumerate(values))
    charges = "account_id,month,amount,charge_id\nA-1,2025-01-01,7,zzz\n" + lines
    workspace, report = loaded(folder, charges__csv=charges)
    found = rows(workspace, "select amount from staging.charges where charge_id <> 'zzz' order by charge_id")
    return [amount for (amount,) in found], [each["reason"] for each in rejects(workspace, "charges")], report.warnings


@pytest.mark.parametrize(
    ("values", "expected"),
    first(
        3,
        [
            (["€1.234,50", "12,5", "1.234"], ["1234.5", "12.5", "1234"]),
            (["(1,234.50)", "5-", "−6", "(7)"], ["-1234.5", "-5", "-6", "-7"]),
            (["1 234,50", "1’234"], ["1234.5", "1234"]),
            (["1234.5", "-3", "1e3", ".5"], ["1234.5", "-3", "1000", "0.5"]),
            (["1,234.50", "1,234,567", "12"], ["1234.5", "1234567", "12"]),
            (["1.234.567", "2.500"], ["1234567", "2500"]),
            (["€ 5.00", "€1,000.00", "EUR 7", "8 eur", "+1,000.00"], ["5", "1000", "7", "8", "1000"]),
            (["1,00,000.00", "12,34,567.5"], ["100000", "1234567.5"]),
            (["0.125", "1.250"], ["0.125", "1.25"]),
        ],
    ),
)
def test_amounts_are_read_by_the_form_their_column_shows(
    tmp_path: Path, values: list[str], expected: list[str]
) -> None:
    found, reasons, _ = _amounts(tmp_path, *values)
    assert (found, reasons) == ([Decimal(each) for each in expected], [])


NO_AMOUNTS = ["nan", "inf", "-Infinity", "abc", "1.2.3", "12,34,5", "0x1F", "99999999999999999", "-", "1;2"]


@pytest.mark.parametrize("values", first(1, [NO_AMOUNTS, *([one] for one in NO_AMOUNTS)]), ids=",".join)
def test_what_is_no_amount_is_rejected(tmp_path: Path, values: list[str]) -> None:
    found, reasons, _ = _amounts(tmp_path, *values)
    assert (found, reasons) == ([], [f"“{value}” is not an amount" for value in values])


def test_amounts_written_both_ways_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable, match=r"charges\.csv: amount mixes 1,234\.50 and 1\.234,50"):
        _amounts(tmp_path, "1,234.50", "1.234,50")


def test_a_point_that_may_mark_thousands_is_said(tmp_path: Path) -> None:
    found, _, warnings = _amounts(tmp_path, "1.234", "2.500")
    assert found == [Decimal("1.234"), Decimal("2.5")]
    assert any("the point in numbers like 1.234 is taken to mark decimals" in each for each in warnings)


def test_a_comma_that_may_mark_decimals_is_said(tmp_path: Path) -> None:
    found, _, warnings = _amounts(tmp_path, "1,234", "2,500")
    assert found == [1234, 2500]
    assert any("the comma in numbers like 1,234 is taken to mark thousands" in each for each in warnings)


def test_more_than_four_decimals_are_rounded_and_said(tmp_path: Path) -> None:
    found, _, warnings = _amounts(tmp_path, "1.23456")
    assert found == [Decimal("1.2346")]
    assert any("more than four decimals" in each for each in warnings)


def test_numbers_are_neither_nan_nor_infinite(tmp_path: Path) -> None:
    usage = "account_id,product_id,day,used\n" + "".join(
        f"A-1,p,2025-01-01,{value}\n" for value in ("1", "nan", "inf", "1e999")
    )
    workspace, _ = loaded(tmp_path, usage__csv=usage)
    assert rows(workspace, "select used from staging.usage") == [(1.0,)]
    assert len(rejects(workspace, "usage")) == 3


def test_the_word_null_is_nothing_and_said(tmp_path: Path) -> None:
    accounts = "account_id,name,region,customer_since\nA-1,Acme,NULL,NULL\nA-2,Null,\\N,N/A\n"
    workspace, report = loaded(tmp_path, accounts__csv=accounts)
    found = rows(workspace, "select name, region, customer_since from staging.accounts order by account_id")
    assert found == [("Acme", None, None), ("Null", None, None)]
    assert "accounts.csv: region: the word NULL was read as empty, in 2 rows" in report.warnings


def test_a_required_value_that_says_null_is_missing(tmp_path: Path) -> None:
    workspace, _ = loaded(tmp_path, charges__csv="account_id,month,amount\nA-1,2025-01-01,NULL\nA-1,2025-01-01,1\n")
    assert rejects(workspace, "charges")[0]["reason"] == "amount is missing"


def test_yes_and_no_in_their_usual_forms(tmp_path: Path) -> None:
    meant = {"TRUE": True, "False": False, "yes": True, "no": False, "1": True, "0": False}
    lines = "".join(f"{text},A-1,2025-01-01,2025-12-31,{text}\n" for text in meant)
    workspace, _ = loaded(tmp_path, contracts__csv=f"contract_id,account_id,starts_on,ends_on,auto_renews\n{lines}")
    assert dict(rows(workspace, "select contract_id, auto_renews from staging.contracts")) == meant


def test_availability_as_a_share_is_read_as_a_percentage_and_said(tmp_path: Path) -> None:
    levels = "product_id,availability_target\nwan,0.999\nlan,0.9\n"
    workspace, report = loaded(tmp_path, service_levels__csv=levels)
    assert rows(workspace, "select availability_target from staging.service_levels order by 1") == [(90.0,), (99.9,)]
    assert any("was read as 99.9 %" in each for each in report.warnings)


def test_probabilities_as_percentages_are_read_as_shares_and_said(tmp_path: Path) -> None:
    header = "opportunity_id,name,stage,status,amount,probability\n"
    workspace, report = loaded(tmp_path / "a", opportunities__csv=header + "O,x,s,open,5,40\nP,x,s,open,5,100\n")
    assert rows(workspace, "select probability from staging.opportunities order by 1") == [(0.4,), (1.0,)]
    assert any("was read as 0.4" in each for each in report.warnings)
    workspace, _ = loaded(tmp_path / "b", opportunities__csv=header + "O,x,s,open,5,40%\nP,x,s,open,5,55%\n")
    assert rows(workspace, "select probability from staging.opportunities order by 1") == [(0.4,), (0.55,)]


def test_probabilities_of_both_kinds_are_not_guessed_at(tmp_path: Path) -> None:
    header = "opportunity_id,name,stage,status,amount,probability\n"
    workspace, _ = loaded(tmp_path, opportunities__csv=header + "O,x,s,open,5,40\nP,x,s,open,5,0.5\n")
    assert rejects(workspace, "opportunities")[0]["reason"] == "“40.0” is not a share from 0 to 1"

"""Signs that nobody sees, breaks inside cells, lines of totals, and decimals that only the whole file can tell."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from tests.examples import first, these
from tests.warehouse.desks import loaded, rejects, rows

UNSEEN = ["\u00a0", "\u200b", "\u3000", "\ufeff", "\u2009", "\u00a0 \u200b", "\u2060", "\t"]


def test_what_is_invisible_around_a_value_is_nothing(tmp_path: Path) -> None:
    lines = [
        f"K{number},{each}A-1{each},{each}2025-01-01{each},2025-12-31{each},{each}90{each},{each}yes{each}\n"
        for number, each in enumerate(UNSEEN)
    ]
    contracts = "contract_id,account_id,starts_on,ends_on,notice_days,auto_renews\n" + "".join(lines)
    opportunities = (
        "opportunity_id,name,stage,status,amount,account_id\nO,x,s,\u00a0Won\u200b,\u00a05\u3000,\u00a0\u200b\n"
    )
    workspace, _ = loaded(tmp_path, contracts__csv=contracts, opportunities__csv=opportunities)
    assert rejects(workspace, "contracts") == []
    found = rows(workspace, "select distinct account_id, starts_on, notice_days, auto_renews from staging.contracts")
    assert found == [("A-1", date(2025, 1, 1), 90, True)]
    assert rows(workspace, "select status, amount, account_id from staging.opportunities") == [("won", 5, None)]


def test_a_file_without_a_space_may_hold_invisible_ones(tmp_path: Path) -> None:
    charges = "account_id,month,amount\nA-1\u00a0,2025-01-01,5\n\u200bA-2,2025-01-01,6\n"
    workspace, _ = loaded(tmp_path, charges__csv=charges)
    assert rows(workspace, "select sum(amount) from staging.charges") == [(Decimal(11),)]


def test_an_invisible_sign_inside_an_id_is_shown(tmp_path: Path) -> None:
    charges = "account_id,month,amount\nA-1,2025-01-01,5\nA\u200b-2,2025-01-01,6\n"
    workspace, _ = loaded(tmp_path, charges__csv=charges)
    assert rejects(workspace, "charges")[0]["reason"] == "“A‹U+200B›-2” is not a known account"


def test_a_vertical_tab_is_a_space(tmp_path: Path) -> None:
    accounts = "account_id,name\nA-1,Alder\x0bLtd\nA-2,\x1fBirch\x0b Ltd\x0c\n"
    workspace, report = loaded(tmp_path, accounts__csv=accounts)
    assert rows(workspace, "select name from staging.accounts order by 1") == [("Alder Ltd",), ("Birch Ltd",)]
    assert any("vertical tabs were read as spaces" in each for each in report.warnings)


@pytest.mark.parametrize("end", first(2, ["\r\n", "\r", "\n"]))
@pytest.mark.parametrize("above", first(1, ["Tickets of March\n\n", ""]))
def test_a_break_inside_a_cell_of_a_text_file_is_one_break(tmp_path: Path, end: str, above: str) -> None:
    head = (above + "ticket_id,account_id,opened_at,subject\n").replace("\n", end)
    cells = "".join(f'T{n},A-1,2025-01-01,"one{each}two"{end}' for n, each in enumerate(("\r\n", "\n", "\r")))
    workspace, _ = loaded(tmp_path, tickets__csv=head + cells)
    assert rows(workspace, "select subject, count(*) from staging.tickets group by 1") == [("one\ntwo", 3)]


def test_a_break_inside_a_cell_of_a_workbook_is_one_break(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    with xlsxwriter.Workbook(tmp_path / "data" / "tickets.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["ticket_id", "account_id", "opened_at", "subject"])
        for number, each in enumerate(("\r\n", "\n", "\r"), 1):
            sheet.write_row(number, 0, [f"T{number}", "A-1", "2025-01-01", f"one{each}two"])
    workspace, _ = loaded(tmp_path)
    assert rows(workspace, "select subject, count(*) from staging.tickets group by 1") == [("one\ntwo", 3)]


@pytest.mark.parametrize("dated", first(1, ["each", "last"]))
def test_a_line_of_totals_is_found(tmp_path: Path, dated: str) -> None:
    accounts = "account_id,name\nA,Alder\nB,Birch\nTotal,Total\n"
    totals = ["2026-08-01,300\nTotal,2026-09-01,300"] if dated == "each" else ["2026-09-30,600"]
    charges = "account_id,month,amount\n" + "".join(
        f"A,2026-0{month}-01,100.004\nB,2026-0{month}-01,200\n" for month in (8, 9)
    )
    _, report = loaded(tmp_path, accounts__csv=accounts, charges__csv=f"{charges}Total,{totals[0]}\n")
    assert [each.rows.split(",")[0] for each in report.checks if each.name == "total_lines" and each.offending] == [
        "Total"
    ]


REGIONS = {"Ann": 100, "Bob": 200, "North total": 300, "Cid": 400, "South Subtotal": 400, "Grand total": 700}
OTHERS = {"Ann": 100, "Total Wine": 200, "Cid": 400, "Totalis": 900}


@pytest.mark.parametrize(
    ("amounts", "totals"), [(REGIONS, {"North total", "South Subtotal", "Grand total"}), (OTHERS, set())]
)
def test_a_line_of_totals_of_a_part_is_found_by_its_name_and_its_amount(
    tmp_path: Path, amounts: dict[str, int], totals: set[str]
) -> None:
    accounts = "account_id,name\n" + "".join(f"{name},{name}\n" for name in amounts)
    charges = "account_id,month,amount\n" + "".join(f"{name},2026-09-01,{each}\n" for name, each in amounts.items())
    _, report = loaded(tmp_path, accounts__csv=accounts, charges__csv=charges)
    found = [each.rows for each in report.checks if each.name == "total_lines" and each.offending]
    assert {line.split(",")[0] for rows in found for line in rows.splitlines()} == totals


GROUPED = """[charges]
file = "report.csv"
fill_down = ["Customer", "Month"]
[charges.columns]
account_id = "Customer"
month = "Month"
product_id = "Service"
amount = "Net"
"""


@pytest.mark.parametrize(
    ("groups", "totals"),
    first(
        3,
        [
            ({"p": 1, "q": 2, "Total": 3}, ["Total, 2, 9.0000"]),
            ({"p": 1, "q": 2, "": 3}, ["Other services, 2, 9.0000"]),
            ({"Total care": 1, "q": 2, "": 4}, []),
            ({"p": 1, "Total p": 1, "q": 2, "Total q": 2, "Grand total": 3},
             ["Grand total, 2, 9.0000", "Total p, 2, 3.0000", "Total q, 2, 6.0000"]),
        ],
    ),
)  # fmt: skip
def test_a_line_of_totals_within_an_account_is_found(tmp_path: Path, groups: dict[str, int], totals: list[str]) -> None:
    """As in a report that is grouped by customer, with the customer filled down to it."""
    lines = [f",,{name},{times * each}" for times in (1, 2) for name, each in groups.items()]
    lines[0], lines[len(groups)] = f"A-1,2026-09{lines[0][1:]}", f"A-2,2026-09{lines[len(groups)][1:]}"
    report = "Customer,Month,Service,Net\n" + "".join(f"{line}\n" for line in (*lines, "A-1,2026-08,p,5"))
    _, told = loaded(tmp_path, sources__toml=GROUPED, report__csv=report)
    found = [each.rows for each in told.checks if each.name == "totals_of_accounts" and each.offending]
    assert [line for rows in found for line in rows.splitlines()] == totals


def test_two_accounts_that_pay_alike_are_no_totals(tmp_path: Path) -> None:
    _, report = loaded(tmp_path, charges__csv="account_id,month,amount\nA-1,2025-01-01,5\nA-2,2025-01-01,5\n")
    assert not [each for each in report.checks if each.name == "total_lines" and each.offending]


@pytest.mark.parametrize(
    ("columns", "expected", "reasons"),
    first(
        3,
        [
            ({"used": ["2,5", "1"], "committed": ["1.200", "2.000"]}, {(2.5, 1200), (1, 2000)}, 0),
            ({"used": ["2.5", "1"], "committed": ["1.200", "2.000"]}, {(2.5, 1.2), (1, 2)}, 0),
            ({"used": ["1,200.50", "1,200.25", "3,5"], "committed": ["1", "2", "3"]}, {(1200.5, 1), (1200.25, 2)}, 1),
            ({"used": ["1.480,5", "2,5"], "committed": ["2.000", "950"]}, {(1480.5, 2000), (2.5, 950)}, 0),
            ({"used": ["2.5", "1"], "committed": ["1,200", "2,000"]}, {(2.5, 1200), (1, 2000)}, 0),
            ({"used": ["2,5", "1"], "committed": ["1,200", "2,000"]}, {(2.5, 1.2), (1, 2)}, 0),
            ({"used": ["1.200", "2.000"], "committed": ["7", ""]}, {(1.2, 7), (2, None)}, 0),
            ({"used": ["1,5", "2,5", "3.5"], "committed": ["1.200", "", "7"]}, {(1.5, 1200), (2.5, None)}, 1),
        ],
    ),
)
def test_the_decimal_sign_is_one_for_the_file(
    tmp_path: Path, columns: dict[str, list[str]], expected: set[tuple[float, float | None]], reasons: int
) -> None:
    lines = zip(*columns.values(), strict=True)
    usage = "account_id;product_id;day;used;committed\n" + "".join(
        f"A-1;p;2026-01-01;{used};{committed}\n" for used, committed in lines
    )
    workspace, _ = loaded(tmp_path, usage__csv=usage)
    assert set(rows(workspace, "select used, committed from staging.usage")) == expected
    assert len(rejects(workspace, "usage")) == reasons


@pytest.mark.parametrize(
    ("before", "last", "beside", "expected", "said"),
    first(
        3,
        [
            ("5", "1.200", "2,5", 1200, "amount: numbers are read like 1.234,50, like the file’s other numbers"),
            ("5", "1.200", "7", 1.2, "the point in numbers like 1.234 is taken to mark decimals"),
            ("5.25", "1.200", "7", 1.2, ""),
            ("5", "1.000", "2,5", 1000, "amount: numbers are read like 1.234,50, like the file’s other numbers"),
            (
                "5",
                "1.200",
                "2,5\nA-2;2026-01-01;5;x;2,7\nA-2;2026-01-01;5;y;3.5",
                1200,
                "like the file’s other numbers",
            ),
            ("5", "1.200", "2.5", 1.2, "like the file’s other numbers"),
            ("-0.125", "1.200", "7", 1.2, ""),
        ],
    ),
)
def test_what_could_be_thousands_is_found_wherever_it_stands(
    tmp_path: Path, before: str, last: str, beside: str, expected: float, said: str
) -> None:
    lines = [f"A-1;2026-01-01;{before};{number};7\n" for number in range(1_100)]
    charges = "account_id;month;amount;charge_id;margin\n" + "".join(lines) + f"A-1;2026-01-01;{last};last;{beside}\n"
    workspace, report = loaded(tmp_path, charges__csv=charges)
    assert float(rows(workspace, "select amount from staging.charges where charge_id = 'last'")[0][0]) == expected
    told = [each for each in report.warnings if "numbers" in each]
    assert any(said in each for each in told) if said else not told


@pytest.mark.every
def test_a_column_that_cannot_tell_in_a_file_that_shows_both_is_not_guessed_at(tmp_path: Path) -> None:
    opportunities = "opportunity_id;name;stage;status;amount;probability\nO;x;s;open;1,5;0.4\n"
    toml = "[subscriptions]\nfile = 's.csv'\n"
    rows_of = "subscription_id;account_id;product_id;mrr;quantity;starts_on\nS;A-1;p;7,5;1;2025-01-01\n"
    workspace, _ = loaded(tmp_path, opportunities__csv=opportunities, s__csv=rows_of, sources__toml=toml)
    assert rows(workspace, "select amount, probability from staging.opportunities") == [(Decimal("1.5"), 0.4)]
    targets = "person_id;quarter;new_mrr;base_growth;retention\nU1;2026-Q1;1.200;0,05;0.95\n"
    workspace, _ = loaded(tmp_path / "t", targets__csv=targets, people__csv="person_id,name\nU1,Una\n")
    assert "could have thousands or three decimals" in rejects(workspace, "targets")[0]["reason"]


JAN, OWN = (["1.200", "2,5"], [1200, 2.5]), (["1,200", "2.5"], [1200, 2.5])
FILES: dict[str, dict[str, tuple[list[str], list[float] | str]]] = {
    "commas": {"jan": JAN, "feb": (["1.200"], [1200]), "mar": (["1,200", "7"], [1.2, 7]), "apr": (["7"], [7])},
    "points": {"jan": OWN, "feb": (["1.200"], [1.2]), "mar": (["1,200"], [1200])},
    "both": {"jan": JAN, "feb": (["1.200"], "the table’s other files show both"), "mar": OWN},
    "neither": {"jan": (["1.200"], [1.2]), "feb": (["1.300"], [1.3])},
    "dirty": {"jan": ([*JAN[0], '9",9,9'], JAN[1]), "feb": (["1.200"], [1200])},
}
TAKEN = {"commas": {"feb", "mar"}, "points": {"feb", "mar"}, "dirty": {"feb"}}


@pytest.mark.parametrize("case", these(("commas", "dirty"), FILES))
def test_a_file_that_cannot_tell_its_decimals_is_read_like_the_other_files_of_its_table(
    tmp_path: Path, case: str
) -> None:
    files = {
        f"{name}__csv": "account_id,month,amount,charge_id\n"
        + "".join(f'A-1,2025-01-01,"{each}",{name}{n}\n' for n, each in enumerate(texts))
        for name, (texts, _) in FILES[case].items()
    }
    toml = f"[charges]\nfile = {[f'{name}.csv' for name in FILES[case]]}\n"
    workspace, report = loaded(tmp_path, **files, charges__txt="", sources__toml=toml)
    read = dict(
        rows(workspace, "select charge_id[:3], list(amount::double order by charge_id) from staging.charges group by 1")
    )
    reasons = {each["file"][:3]: each["reason"] for each in rejects(workspace, "charges")}
    for name, (_, expected) in FILES[case].items():
        if isinstance(expected, str):
            assert expected in reasons[name]
        else:
            assert read[name] == expected
    said = {each.file[:3] for each in report.problems if "like the table’s other files" in each.reason}
    assert said == TAKEN.get(case, set())


def test_a_computed_amount_is_read_like_the_other_files_of_its_table(tmp_path: Path) -> None:
    head = "account_id,month,net,id\n"
    toml = "[charges]\nfile = ['jan.csv', 'feb.csv']\n[charges.columns]\naccount_id = 'account_id'\nmonth = 'month'\n"
    workspace, _ = loaded(
        tmp_path,
        jan__csv=head + 'A-1,2025-01-01,"2,5",1\n',
        feb__csv=head + "A-1,2025-01-01,1.200,2\n",
        charges__txt="",
        sources__toml=toml + "charge_id = \"'c' || id\"\namount = 'net'\n",
    )
    assert rows(workspace, "select amount::double from staging.charges order by charge_id") == [(2.5,), (1200,)]

"""What goes wrong with CSV files: each is read rightly or refused in one sentence, never guessed at."""

from decimal import Decimal
from pathlib import Path

import pytest

from steward.errors import FileUnreadable, LoadFailed
from steward.warehouse.loading.load import load
from tests.examples import first
from tests.warehouse.desks import ACCOUNTS, CHARGES, desk, loaded, rejects, rows, table


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", r"accounts\.csv is empty"),
        ("\n\n\n", r"accounts\.csv is empty"),
        ("A-1,Acme\nA-2,Bolt\n", r"accounts\.csv has no column “account_id”; it has A-1, Acme"),
        ("account_id\nA-1\nA-2\n", r"accounts\.csv has no column “name”; it has account_id"),
        (b"account_id,name\nA-1,\0\0\0\nA-2,Bolt\n", r"accounts\.csv is not a text file: it holds NUL bytes"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", r"accounts\.csv is not a text file"),
        (b"PK\x03\x04rest", r"accounts\.csv is not text but an Excel or zip file"),
        (b"%PDF-1.7", r"accounts\.csv is not text but a PDF"),
        (bytes(range(1, 256)) * 40, r"accounts\.csv "),
    ],
)
def test_what_is_no_table_is_refused_in_one_sentence(tmp_path: Path, text: str | bytes, said: str) -> None:
    with pytest.raises(LoadFailed, match=said) as failure:
        load(desk(tmp_path, accounts__csv=text))
    assert "\n" not in str(failure.value)
    assert str(failure.value).endswith(".")


def test_title_lines_above_the_header_are_left_out_and_said(tmp_path: Path) -> None:
    charges = "Charges of March\n\nprinted 2025-04-01\n" + CHARGES + "A-9,2025-01-01,1\n"
    workspace, report = loaded(tmp_path, charges__csv=charges)
    assert table(report, "charges").loaded == 2
    assert any("2 lines above the header were left out" in warning for warning in report.warnings)
    assert rejects(workspace, "charges")[0]["line"] == "7"


def test_a_header_that_comes_again_is_rejected_not_loaded(tmp_path: Path) -> None:
    accounts = "account_id,name\naccount_id,name\nA-1,Acme\naccount_id,name\nA-2,Bolt\n"
    workspace, report = loaded(tmp_path, accounts__csv=accounts)
    assert table(report, "accounts").loaded == 2
    assert [(each["line"], each["reason"]) for each in rejects(workspace, "accounts")] == [
        ("2", "the header once more"),
        ("4", "the header once more"),
    ]


def test_ragged_rows_are_rejected_with_their_line(tmp_path: Path) -> None:
    accounts = "account_id,name,region\nA-1,Acme,North\nA-2\nA-3,C,South,extra\nA-2,Bolt,South\n"
    workspace, report = loaded(tmp_path, accounts__csv=accounts)
    assert [(each["line"], each["reason"]) for each in rejects(workspace, "accounts")] == [
        ("3", "has only 1 fields where the header has 3"),
        ("4", "has 4 fields where the header has 3"),
    ]
    assert table(report, "accounts").read == 4


def test_empty_fields_behind_the_last_column_are_nothing(tmp_path: Path) -> None:
    _, report = loaded(tmp_path, accounts__csv="account_id,name\nA-1,Acme,\nA-2,Bolt,\n")
    assert table(report, "accounts").loaded == 2


def test_rows_of_nothing_but_commas_are_counted_and_rejected(tmp_path: Path) -> None:
    _, report = loaded(tmp_path, accounts__csv=ACCOUNTS + ",\n,\n")
    assert (table(report, "accounts").read, table(report, "accounts").rejected) == (4, 2)


def test_a_quote_that_is_never_closed_costs_one_line(tmp_path: Path) -> None:
    accounts = 'account_id,name\nA-1,"Acme\nA-2,Bolt\nA-3,Crow\n'
    workspace, report = loaded(tmp_path, accounts__csv=accounts)
    assert table(report, "accounts").loaded == 2
    assert rejects(workspace, "accounts")[0]["line"] == "2"
    assert rejects(workspace, "accounts")[0]["account_id"] == 'A-1,"Acme'


def test_a_stray_quote_does_not_swallow_the_rows_up_to_the_next(tmp_path: Path) -> None:
    accounts = 'account_id,name\nA-1,"Acme\nA-2,Bolt\nA-3,"Crow, Ltd"\nA-4,Dove\n'
    workspace, _ = loaded(tmp_path, accounts__csv=accounts)
    assert rows(workspace, "select account_id from staging.accounts order by 1") == [("A-2",), ("A-3",), ("A-4",)]


def test_a_file_full_of_stray_quotes_is_refused(tmp_path: Path) -> None:
    accounts = "account_id,name\n" + "".join(f'A-{number},"x\n' for number in range(2_001))
    with pytest.raises(FileUnreadable, match="quotes do not pair up, for example in line"):
        load(desk(tmp_path, accounts__csv=accounts))


def test_quotes_inside_a_field_and_doubled_quotes_are_kept(tmp_path: Path) -> None:
    workspace, _ = loaded(tmp_path, accounts__csv='account_id,name\nA-1,5" pipe\nA-2,"say ""hi"", Bolt"\n')
    assert rows(workspace, "select name from staging.accounts order by 1") == [('5" pipe',), ('say "hi", Bolt',)]


@pytest.mark.parametrize(("sign", "word"), [(";", "semicolon"), ("\t", "tab"), ("|", "bar")])
def test_other_delimiters_are_found_and_said(tmp_path: Path, sign: str, word: str) -> None:
    _, report = loaded(tmp_path, accounts__csv=ACCOUNTS.replace(",", sign).replace("Acme", "Acme, Inc"))
    assert table(report, "accounts").loaded == 2
    assert report.files[0].delimiter == word


def test_a_line_that_names_the_delimiter_is_obeyed(tmp_path: Path) -> None:
    _, report = loaded(tmp_path, accounts__csv="sep=;\n" + ACCOUNTS.replace(",", ";"))
    assert table(report, "accounts").loaded == 2


def test_names_of_columns_may_have_capitals_and_spaces_around_them(tmp_path: Path) -> None:
    _, report = loaded(tmp_path, accounts__csv=ACCOUNTS.replace("account_id,name", " Account_ID , NAME"))
    assert table(report, "accounts").loaded == 2


def test_two_columns_of_one_name_are_said(tmp_path: Path) -> None:
    workspace, report = loaded(tmp_path, accounts__csv="account_id,name,name\nA-1,Acme,X\nA-2,Bolt,Y\n")
    assert any("two columns are called “name”" in warning for warning in report.warnings)
    assert rows(workspace, "select name from staging.accounts order by 1") == [("Acme",), ("Bolt",)]


def test_spaces_around_values_are_nothing(tmp_path: Path) -> None:
    workspace, _ = loaded(tmp_path, charges__csv="account_id,month,amount\n  A-1 ,\t2025-01-01 , 100 \n")
    assert rows(workspace, "select account_id, amount from staging.charges") == [("A-1", Decimal("100.0000"))]


def test_a_last_line_without_an_end_counts(tmp_path: Path) -> None:
    _, report = loaded(tmp_path, accounts__csv=ACCOUNTS.rstrip("\n"))
    assert table(report, "accounts").loaded == 2


def test_a_field_too_long_to_be_meant_is_rejected(tmp_path: Path) -> None:
    _, report = loaded(tmp_path, accounts__csv=ACCOUNTS + "A-3," + "x" * 3_000_000 + "\n")
    assert (table(report, "accounts").loaded, table(report, "accounts").rejected) == (2, 1)


def test_a_header_alone_is_an_empty_feed(tmp_path: Path) -> None:
    _, report = loaded(tmp_path, tickets__csv="ticket_id,account_id,opened_at\n")
    assert (table(report, "tickets").present, table(report, "tickets").read) == (True, 0)


MAPPED = (
    """
[charges]
file = "ledger.csv"
fill_down = "Customer ID"
[charges.columns]
account_id = "Customer ID"
month = "Period\u00a0end"
amount = '"Net Amount" * 2'
[people]
sql = """
    + "'''"
    + """select "Staff No" as person_id, "Full name" as name from staff'''
"""
)


@pytest.mark.parametrize("gap", first(2, ["\n", "\u00a0", "\r\n", " \r ", "\u202f", "\u200b ", "\v"]))
def test_a_heading_is_known_by_what_is_seen_of_it(tmp_path: Path, gap: str) -> None:
    """As a spreadsheet breaks it, or what keeps its words on one line."""
    ledger = f'"Customer{gap}ID","Period{gap}end","Net{gap}Amount"\nA-1,2025-01-01,1.5\n,2025-02-01,2\n'
    staff = f'"Staff{gap}No","Full{gap}name"\nP1,Ann\n'
    workspace, _ = loaded(tmp_path, sources__toml=MAPPED, ledger__csv=ledger, staff__csv=staff)
    assert rows(workspace, "select account_id, amount::double from staging.charges") == [("A-1", 3), ("A-1", 4)]
    assert rows(workspace, "select person_id, name from staging.people") == [("P1", "Ann")]


def test_letters_that_nobody_sees_around_a_heading_are_nothing(tmp_path: Path) -> None:
    text = "\ufeff\ufeffaccount_id,\u200bname\u200b\nA-1,Acme\n"
    workspace, _ = loaded(tmp_path, accounts__csv=text, charges__csv="account_id,month,amount\nA-1,2025-01-01,1\n")
    assert rows(workspace, "select account_id, name from staging.accounts") == [("A-1", "Acme")]

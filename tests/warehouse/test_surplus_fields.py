"""A row with a field too many is never loaded shifted; an empty column that every row has is nothing."""

from decimal import Decimal
from pathlib import Path

import pytest

from tests.examples import first
from tests.warehouse.desks import loaded, rejects, rows

HEADER = "account_id,month,amount,product_id,kind\n"
GOOD = "A-1,2025-01,1200.50,p,recurring\n"
MANY = "A-1,2025-01,1200.50,p,\n" * 120
SIX, OTHERS = "has 6 fields where the header has 5", "fields where the other rows have 6"
FILES = {
    # An amount cut at its comma, the last field empty: DuckDB and many a reader pass over the field too many.
    "cut": (GOOD + "A-1,2025-02,1,200.50,p,\n", 1, SIX),
    "first": ("A-1,2025-02,1,200.50,p,\n" + GOOD, 1, SIX),
    "quoted": (GOOD + 'A-1,2025-02,1,200.50,p,""\n', 1, SIX),
    "bare": (GOOD + "A-1,2025-02,1,200.50,,\n", 1, SIX),
    "space": (GOOD + "A-1,2025-02,1,200.50,p, \n", 1, SIX),
    "twice": (GOOD + "A-1,2025-02,1,200,500.50,p,,,\n", 1, "has 9 fields where the header has 5"),
    "alone": ("A-1,2025-02,1,200.50,p,", 0, SIX),
    "all": ("A-1,2025-01,1,200.50,p,\nA-2,2025-02,3,400.00,p,\n", 0, SIX),
    "dollars": ("A-1,2025-01,$1,200.50,p,\nA-2,2025-02,$ 3,400,p,\n", 0, SIX),
    "few": ("A-1,2025-02,,p\n" + GOOD, 1, "has only 4 fields where the header has 5"),
    "fine": ('"A-1","2025-02","1,200.50","p",\n' * 2, 2, None),
    # The whole file has an empty column more.
    "one": (MANY.replace(",\n", ",recurring,\n"), 120, None),
    "two": (MANY.replace(",\n", ",recurring,,\n"), 120, None),
    "more": (MANY.replace(",\n", ",,\n") + "A-1,2025-02,1,200.50,p,,\n", 120, f"has 7 {OTHERS}"),
    "less": (MANY.replace(",\n", ",,\n") + GOOD, 120, f"has only 5 {OTHERS}"),
}


SOME = {name: FILES[name] for name in ("cut", "quoted", "alone", "all", "few", "fine", "one", "more", "less")}


@pytest.mark.parametrize(("end", "files"), first(1, [("\n", SOME), ("\n", FILES), ("\r\n", FILES), ("\r", FILES)]))
def test_a_field_too_many_rejects_the_row_unless_every_row_has_it(
    tmp_path: Path, end: str, files: dict[str, tuple[str, int, str | None]]
) -> None:
    texts = {f"{name}__csv": (HEADER + text).replace("\n", end) for name, (text, _, _) in files.items()}
    listed = ", ".join(f'"{name}.csv"' for name in files)
    workspace, report = loaded(tmp_path, **texts, sources__toml=f"[charges]\nfile = [{listed}]\n")
    lines = {each.file.removesuffix(".csv"): each.rows - each.rejected for each in report.files}
    assert {name: lines[name] for name in files} == {name: kept for name, (_, kept, _) in files.items()}
    assert {(each["file"][:-4], each["reason"]) for each in rejects(workspace, "charges")} == {
        (name, reason) for name, (_, _, reason) in files.items() if reason
    }
    assert rows(workspace, "select distinct amount from staging.charges") == [(Decimal("1200.5"),)]
    said = {each.file for each in report.problems if "an empty column" in each.reason}
    assert said == {f"{name}.csv" for name in ("one", "two", "more", "less") if name in files}


CUT = "ends where the file does, behind a delimiter, and every other row has “kind”: the file may be cut off"
CUTS = {
    "cut": (GOOD + "A-1,2025-02,1200.50,p,", 1, CUT),
    "ended": (GOOD + "A-1,2025-02,1200.50,p,\n", 2, None),
    "empty": (GOOD + "A-1,2025-02,1200.50,p,\n" + GOOD + "A-1,2025-02,1200.50,p,", 4, None),
    "early": ("A-1,2025-02,1200.50,p,\n" + GOOD + "A-1,2025-02,1200.50,p,", 3, None),
    "alone": ("A-1,2025-02,1200.50,p,", 1, None),
    "more": (MANY.replace(",\n", ",usage,\n")[:-1], 120, None),
    "short": (GOOD + "A-1,2025-02,", 1, "has only 3 fields where the header has 5"),
    "many": (GOOD * 60 + 'A-1,2025-02,"1200.50",p,', 60, CUT),
}


@pytest.mark.every
@pytest.mark.parametrize("names", first(1, ["cut empty early more many", " ".join(CUTS)]))
def test_a_row_that_the_end_of_the_file_cut_is_no_row_without_its_last_field(tmp_path: Path, names: str) -> None:
    cuts = {name: CUTS[name] for name in names.split()}
    files = {f"{name}__csv": HEADER + text for name, (text, _, _) in cuts.items()}
    files["tab__tsv"] = files["cut__csv"].replace(",", "\t")
    listed = [*(f"{name}.csv" for name in cuts), "tab.tsv"]
    workspace, report = loaded(tmp_path, **files, sources__toml=f"[charges]\nfile = {listed}\n")
    kept = {each.file.split(".")[0]: each.rows - each.rejected for each in report.files if each.file in listed}
    assert kept == {**{name: rows for name, (_, rows, _) in cuts.items()}, "tab": 1}
    assert {(each["file"].split(".")[0], each["reason"]) for each in rejects(workspace, "charges")} == {
        ("tab", CUT), *((name, reason) for name, (_, _, reason) in cuts.items() if reason),
    }  # fmt: skip


LINES = "account_id,month,amount\nA-1,2025-01-01,100\nA-2,2025-02-01,1200"
UNENDED: dict[str, tuple[str | bytes, int | None]] = {
    "whole": (LINES + "\n", None),
    "blank": (LINES + "\n\n  \n", None),
    "cut": (LINES[:-2], 3),
    "windows": (LINES.replace("\n", "\r\n"), 3),
    "half": (LINES.replace("\n", "\r\n") + "\r", None),
    "mac": (LINES.replace("\n", "\r"), 3),
    "above": ("Charges of March\n\n" + LINES, 5),
    "breaks": (LINES.replace("A-2", '"\nA-2"'), 4),
    "wide": (LINES.encode("utf-16"), 3),
    "fields": (LINES[:-5], None),
    "footer": (LINES + "\nEnd of report", None),
    "header": (LINES[:23], None),
}
SAID = "the file ends in the middle of a line or without a line end; check the last row"


def test_a_file_whose_last_line_has_no_end_is_said(tmp_path: Path) -> None:
    files = {f"{name}__csv": text for name, (text, _) in UNENDED.items()}
    files["book__csv"] = LINES
    toml = f"[charges]\nfile = {[f'{name}.csv' for name in UNENDED]}\n"
    toml += "[usage]\nsql = \"select account_id, 'p' as product_id, month as day, amount as used from book\"\n"
    _, report = loaded(tmp_path, **files, charges__txt="", sources__toml=toml)
    said = {each.file: each.line for each in report.problems if each.reason == SAID and each.severity == "note"}
    assert said == {"book.csv": 3, **{f"{name}.csv": line for name, (_, line) in UNENDED.items() if line}}


def test_a_semicolon_file_with_a_column_more_keeps_its_amounts(tmp_path: Path) -> None:
    text = "account_id;month;amount\nA-1;2025-01;1200,50;\nA-1;2025-02;7,25;\n"
    workspace, _ = loaded(tmp_path, charges__csv=text)
    assert rows(workspace, "select amount from staging.charges order by 1") == [
        (Decimal("7.25"),),
        (Decimal("1200.5"),),
    ]

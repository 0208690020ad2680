"""A folder of files becomes a warehouse, and nothing is lost on the way."""

import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from steward.errors import LoadFailed, NothingToLoad, SourcesUnreadable
from steward.warehouse.canonical import TABLES
from steward.warehouse.files import current_warehouse
from steward.warehouse.loading.load import load
from steward.warehouse.loading.report import read_report
from steward.workspace import Workspace
from tests.examples import first
from tests.warehouse.desks import ACCOUNTS, CHARGES, desk, loaded, rejects, rows, table


def test_a_file_named_after_a_table_needs_no_mapping(tmp_path: Path) -> None:
    workspace, report = loaded(tmp_path)
    assert table(report, "charges").loaded == 2
    assert rows(workspace, "select sum(amount) from staging.charges") == [(Decimal("300.0000"),)]


def test_of_a_small_company_the_warehouse_is_a_small_file(tmp_path: Path) -> None:
    workspace, _ = loaded(tmp_path)
    file = current_warehouse(workspace)
    assert file is not None and file.stat().st_size < 2_000_000


def test_every_canonical_table_is_there_with_its_types(tmp_path: Path) -> None:
    workspace, report = loaded(tmp_path)
    for each in TABLES:
        found = dict(rows(workspace, f"select column_name, column_type from (describe staging.{each.name})"))
        found.pop("written_name", None)
        assert found == {field.name: field.kind.value.replace(" ", "") for field in each.fields}
    assert not table(report, "tickets").present


def test_a_rejected_row_is_kept_as_it_came_with_its_line_and_reason(tmp_path: Path) -> None:
    charges = CHARGES + "A-9,2025-02-01,50\nA-1,2025-02-30,1\n,2025-01-01,1\nA-1,2025-01-01,=cmd|' /C calc'!A0\n"
    workspace, report = loaded(tmp_path, charges__csv=charges)
    assert [(each["line"], each["column"], each["reason"]) for each in rejects(workspace, "charges")] == [
        ("4", "account_id", "“A-9” is not a known account"),
        ("5", "month", "“2025-02-30” is not a date"),
        ("6", "account_id", "account_id is missing"),
        ("7", "amount", "“=cmd|' /C calc'!A0” is not an amount"),
    ]
    assert rejects(workspace, "charges")[3]["amount"] == "=cmd|' /C calc'!A0"
    assert (table(report, "charges").read, table(report, "charges").loaded) == (6, 2)


def test_the_line_is_that_of_the_file_also_after_line_breaks_in_quotes_and_blank_lines(tmp_path: Path) -> None:
    accounts = 'account_id,name\nA-1,"Acme\nof\nOslo"\n\nA-2,Bolt\n\n,Nobody\n'
    workspace, _ = loaded(tmp_path, accounts__csv=accounts)
    assert [each["line"] for each in rejects(workspace, "accounts")] == ["8"]


def test_a_repeated_key_keeps_its_first_sound_row(tmp_path: Path) -> None:
    accounts = "account_id,name\nA-1,\nA-1,First\nA-2,Bolt\nA-1,Second\n"
    workspace, _ = loaded(tmp_path, accounts__csv=accounts)
    assert rows(workspace, "select name from staging.accounts order by 1") == [("Bolt",), ("First",)]
    assert rejects(workspace, "accounts")[1]["reason"] == "“A-1” is there already, in line 3"


def test_identical_rows_without_a_key_are_kept_and_counted(tmp_path: Path) -> None:
    _, report = loaded(tmp_path, charges__csv=CHARGES + "A-1,2025-01-01,100\nA-1,2025-01-01,100\n")
    assert (table(report, "charges").loaded, table(report, "charges").identical) == (4, 2)


def test_a_charge_id_that_repeats_is_rejected_and_an_empty_one_is_not(tmp_path: Path) -> None:
    line = ",A-1,2025-01-01,1\n"
    charges = f"charge_id,account_id,month,amount\nC{line}C{line}{line}{line}"
    _, report = loaded(tmp_path, charges__csv=charges)
    found = table(report, "charges")
    assert (found.read, found.loaded, found.rejected, found.identical) == (4, 3, 1, 1)


def test_an_unknown_product_is_a_warning_with_its_first_line(tmp_path: Path) -> None:
    charges = "account_id,month,amount,product_id\nA-1,2025-01-01,1,wan\nA-1,2025-01-01,1,lan\nA-1,2025-01-01,1,pan\n"
    _, report = loaded(tmp_path, charges__csv=charges, products__csv="product_id,name\nwan,WAN\n")
    assert "charges.csv line 3, product_id: is not a known product (2 rows)" in report.warnings
    assert table(report, "charges").loaded == 3


def test_an_end_before_a_start_and_a_score_of_eleven_are_rejected(tmp_path: Path) -> None:
    workspace, _ = loaded(
        tmp_path,
        contracts__csv="contract_id,account_id,starts_on,ends_on\nK,A-1,2025-02-01,2025-01-01\n",
        nps_responses__csv="response_id,account_id,score,answered_on\nR,A-1,11,2025-01-01\nS,A-1,,\nT,A-1,9.5,2025-01-01\n",
    )
    assert rejects(workspace, "contracts")[0]["reason"] == "“2025-01-01” ends before it starts"
    assert [each["response_id"] for each in rejects(workspace, "nps_responses")] == ["R", "T"]


def test_an_opportunity_without_an_account_is_fine(tmp_path: Path) -> None:
    text = "opportunity_id,name,stage,status,amount,account_id\nO,New,Offer,Open,5,\nP,Old,Offer,WON,5,A-9\n"
    workspace, report = loaded(tmp_path, opportunities__csv=text)
    assert table(report, "opportunities").loaded == 1
    assert rows(workspace, "select status from staging.opportunities") == [("open",)]


def test_rows_of_tomorrow_are_flagged_and_do_not_move_the_as_of_date(tmp_path: Path) -> None:
    _, report = loaded(tmp_path, charges__csv=CHARGES + "A-1,2999-01-01,1\n")
    assert "charges.csv line 4, month: lies in the future (1 row)" in report.warnings
    assert report.as_of <= date.today()


def test_the_as_of_date_is_the_last_complete_month(tmp_path: Path) -> None:
    _, report = loaded(tmp_path / "one")
    assert report.as_of == date(2025, 2, 28)
    tickets = "ticket_id,account_id,opened_at\nT,A-1,2025-04-29 10:00\n"
    subscriptions = "subscription_id,account_id,product_id,mrr,starts_on\nS,A-1,wan,10,2025-01-01\n"
    _, report = loaded(tmp_path / "two", tickets__csv=tickets, subscriptions__csv=subscriptions)
    assert report.as_of == date(2025, 3, 31)
    _, report = loaded(tmp_path / "three", workspace__toml="as_of = 2025-01-31\n")
    assert report.as_of == date(2025, 1, 31)


def test_a_ledger_that_is_late_holds_the_as_of_date_back(tmp_path: Path) -> None:
    """Charges reach to February and tickets to April: nothing is known of what was charged in March."""
    tickets = "ticket_id,account_id,opened_at\nT,A-1,2025-04-29 10:00\n"
    _, report = loaded(tmp_path, tickets__csv=tickets)
    assert (report.basis, report.as_of) == ("charges", date(2025, 2, 28))


def test_an_as_of_date_before_the_data_is_said(tmp_path: Path) -> None:
    with pytest.raises(SourcesUnreadable, match="1999-12-31 is before the first month of the data, 2025-01"):
        load(desk(tmp_path, workspace__toml="as_of = 1999-12-31\n"))


def test_subscriptions_alone_are_enough(tmp_path: Path) -> None:
    text = "subscription_id,account_id,product_id,mrr,starts_on\nS,A-1,wan,10,2025-03-31\n"
    workspace = desk(tmp_path, subscriptions__csv=text)
    (workspace.data / "charges.csv").unlink()
    report = load(workspace)
    assert (report.basis, report.as_of) == ("subscriptions", date(2025, 3, 31))


def test_a_home_without_data_says_where_it_looked(tmp_path: Path) -> None:
    with pytest.raises(NothingToLoad, match=r"There is no folder .*data"):
        load(Workspace.whole(tmp_path))
    assert not list(tmp_path.iterdir())


def test_an_empty_folder_says_what_is_needed(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    with pytest.raises(NothingToLoad, match="accounts"):
        load(Workspace.whole(tmp_path))


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"accounts__csv": "account_id,name\n"}, "accounts.csv holds no rows"),
        (
            {"accounts__csv": "account_id,name\n,x\n,y\n"},
            "None of the 2 rows of accounts .* line 2: account_id is missing",
        ),
        (
            {"charges__csv": "account_id,month,amount\nZ,2025-01-01,1\n"},
            "The only row of subscriptions or charges could not be loaded; .* “Z” is not a known",
        ),
    ],
)
def test_nothing_that_could_be_loaded_is_said_with_the_first_reason(
    tmp_path: Path, files: dict[str, str], said: str
) -> None:
    with pytest.raises(NothingToLoad, match=said):
        load(desk(tmp_path, **files))


def test_a_failed_load_leaves_the_last_good_one_and_its_rejects(tmp_path: Path) -> None:
    workspace, _ = loaded(tmp_path, charges__csv=CHARGES + "A-9,2025-01-01,1\n")
    good, turned_down = current_warehouse(workspace), rejects(workspace, "charges")
    (workspace.data / "charges.csv").write_text("something,else\n1,2\n")
    with pytest.raises(LoadFailed, match=r"charges\.csv has no column “account_id”; it has something, else"):
        load(workspace)
    assert current_warehouse(workspace) == good
    assert rejects(workspace, "charges") == turned_down
    assert {path.name for path in workspace.warehouse.iterdir()} == {"current", "lock", good.name if good else ""}


def test_rejects_of_the_load_before_go(tmp_path: Path) -> None:
    workspace, _ = loaded(tmp_path, charges__csv=CHARGES + "A-9,2025-01-01,1\n")
    (workspace.data / "charges.csv").write_text(CHARGES)
    load(workspace)
    assert rejects(workspace, "charges") == []


def test_a_stray_file_that_nobody_can_read_does_not_matter(tmp_path: Path) -> None:
    _, report = loaded(tmp_path, holiday__xlsx=b"\0\1\2", notes__csv=b"\xff\xfe\0")
    assert {each.file: each.notes for each in report.files}["holiday.xlsx"] == "not used by any table"


def test_two_files_for_one_table_are_one_too_many(tmp_path: Path) -> None:
    with pytest.raises(SourcesUnreadable, match=r"accounts\.csv and accounts\.tsv both claim to be accounts"):
        load(desk(tmp_path, accounts__csv=ACCOUNTS, accounts__tsv=ACCOUNTS))


def test_the_report_reads_back_from_the_warehouse(tmp_path: Path) -> None:
    _, report = loaded(tmp_path, charges__csv=CHARGES + "A-9,2025-01-01,1\n")
    with duckdb.connect(str(report.warehouse), read_only=True) as connection:
        assert read_report(connection, report.warehouse) == report


def test_progress_goes_from_start_to_end(tmp_path: Path) -> None:
    told: list[tuple[str, float]] = []
    load(desk(tmp_path), lambda message, share: told.append((message, share)))
    shares = [share for _, share in told]
    assert shares == sorted(shares)
    assert told[-1] == ("Done", 1.0)


def test_only_the_first_ten_thousand_rejects_are_kept_in_the_warehouse_and_all_in_the_file(tmp_path: Path) -> None:
    bad = "".join(f"X-{number},2025-01-01,1\n" for number in range(10_050))
    workspace, report = loaded(tmp_path, charges__csv=CHARGES + bad)
    assert table(report, "charges").rejected == len(rejects(workspace, "charges")) == 10_050
    assert rows(workspace, "select count(*) from meta.problems where severity = 'rejected'") == [(10_000,)]


@pytest.mark.parametrize(
    "name",
    first(
        2,
        [
            "a\"b'c; drop table x",
            "株式会社",
            "<script>alert(1)</script>",
            "=cmd|' /C calc'!A0",
            "\u202eevil",
            "x" * 300,
            "../../x",
        ],
    ),
)
def test_hostile_text_is_only_text(tmp_path: Path, name: str) -> None:
    quoted = '"' + name.replace('"', '""') + '"'
    workspace, _ = loaded(
        tmp_path,
        accounts__csv=f"account_id,name\n{quoted},{quoted}\n",
        charges__csv=f"account_id,month,amount\n{quoted},2025-01-01,1\n",
    )
    assert rows(workspace, "select account_id, name from staging.accounts") == [(name, name)]


def test_control_characters_are_kept_and_said(tmp_path: Path) -> None:
    workspace, report = loaded(tmp_path, accounts__csv="account_id,name\nA-1,Be\x07ll\nA-2,x\n")
    assert rows(workspace, "select name from staging.accounts where account_id = 'A-1'") == [("Be\x07ll",)]
    assert any("control characters" in warning for warning in report.warnings)


def test_a_load_of_files_begins_nothing_that_databases_and_engines_need() -> None:
    needed = "steward.cli.data, steward.cli.load_report, steward.services.data.runs"
    code = f"import sys, {needed}; print({{'pyarrow', 'sqlglot', 'cattrs', 'pandas', 'rich'}} & set(sys.modules))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "set()"


@pytest.mark.parametrize("large", [0, 1_000_000_000])
def test_files_looked_through_ahead_of_their_turn_load_alike(
    large: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("steward.warehouse.loading.files.ahead.LARGE", large)
    workspace = desk(tmp_path, charges__csv="account_id,month,amount\nA-1,2026-01-01,1\nZ,2026-01-01,1\n")
    wide = "site_id,account_id,name\nS-1,A-1,Zürich\n".encode("utf-16")
    (workspace.data / "sites.csv").write_bytes(wide)
    report = load(workspace)
    assert rows(workspace, "select name from staging.sites") == [("Zürich",)]
    assert (report.rejected, rows(workspace, "select count(*) from staging.charges")) == (1, [(1,)])


def test_a_file_that_is_no_text_is_refused_in_its_turn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("steward.warehouse.loading.files.ahead.LARGE", 0)
    workspace = desk(tmp_path)
    (workspace.data / "charges.csv").write_bytes(b"PK\x03\x04 no text")
    with pytest.raises(LoadFailed, match=r"charges\.csv is not text but an Excel or zip file"):
        load(workspace)

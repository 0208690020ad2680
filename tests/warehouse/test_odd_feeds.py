"""Feeds that are odd as a whole: each gives a right number, a reject, or one clear sentence."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from steward.domain.identifiers import slug
from steward.errors import LoadFailed
from steward.warehouse.loading.load import load
from tests.warehouse.desks import ACCOUNTS, desk, loaded, rejects, rows, table

CONTRACT = "contract_id,account_id,starts_on,ends_on,notice_days\n"


def _as_of(folder: Path, **files: str) -> str:
    workspace, _ = loaded(folder, **files)
    return str(rows(workspace, "select as_of from meta.load")[0][0])


def test_a_survey_without_any_date_does_not_move_the_end_of_the_data(tmp_path: Path) -> None:
    assert _as_of(tmp_path, nps_responses__csv="response_id,account_id,score\nR,A-1,\n") == "2025-02-28"


def test_an_as_of_within_a_month_leaves_that_month_out(tmp_path: Path) -> None:
    assert _as_of(tmp_path, workspace__toml="as_of = 2025-02-15\n") == "2025-01-31"


def test_an_as_of_in_the_future_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LoadFailed, match="lies in the future"):
        loaded(tmp_path, workspace__toml="as_of = 2999-01-01\n")


def test_a_notice_period_no_contract_has_is_rejected_with_its_line(tmp_path: Path) -> None:
    workspace, _ = loaded(tmp_path, contracts__csv=CONTRACT + "C,A-1,2025-01-01,2026-01-01,3000000000\n")
    (row,) = rejects(workspace, "contracts")
    assert (row["line"], row["column"]) == ("2", "notice_days")


def test_the_word_null_is_nothing_in_a_column_of_yes_and_no(tmp_path: Path) -> None:
    header = "contract_id,account_id,starts_on,ends_on,auto_renews\n"
    lines = "C,A-1,2025-01-01,2026-01-01,NULL\nD,A-1,2025-01-01,2026-01-01,yes\nE,A-1,2025-01-01,2026-01-01,perhaps\n"
    workspace, _ = loaded(tmp_path, contracts__csv=header + lines)
    assert rows(workspace, "select auto_renews from staging.contracts order by contract_id") == [(None,), (True,)]
    assert [row["contract_id"] for row in rejects(workspace, "contracts")] == ["E"]


def test_a_second_promise_for_the_same_product_is_rejected(tmp_path: Path) -> None:
    levels = "product_id,availability_target,account_id\nwan,99.9,\nwan,99.0,\nwan,99.5,A-1\n"
    workspace, report = loaded(tmp_path, service_levels__csv=levels)
    assert table(report, "service_levels").loaded == 2
    assert rejects(workspace, "service_levels")[0]["line"] == "3"


def test_a_target_for_a_quarter_that_is_none_is_rejected(tmp_path: Path) -> None:
    workspace, _ = loaded(
        tmp_path, people__csv="person_id,name\nP,Pat\n", targets__csv="person_id,quarter\nP,banana\nP,2025-Q1\n"
    )
    assert [row["quarter"] for row in rejects(workspace, "targets")] == ["banana"]


def test_two_files_of_one_name_in_a_query_are_not_chosen_between(tmp_path: Path) -> None:
    sources = '[charges]\nsql = "select * from ledger"\n'
    text = "account_id,month,amount\nA-1,2025-01-01,1\n"
    workspace = desk(tmp_path, sources__toml=sources, ledger__csv=text, ledger__tsv=text.replace(",", "\t"))
    with pytest.raises(LoadFailed, match="one of several files"):
        load(workspace)


def test_a_sheet_named_beside_a_query_is_refused(tmp_path: Path) -> None:
    sources = '[charges]\nsql = "select * from ledger"\nsheet = "May"\n'
    with pytest.raises(LoadFailed, match="sheet belongs to a file"):
        loaded(tmp_path, sources__toml=sources, ledger__csv="account_id,month,amount\n")


def _workbook(*lines: tuple[object, ...]) -> bytes:
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append(line)
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def test_a_sheet_with_errors_says_that_they_were_read_as_empty(tmp_path: Path) -> None:
    _, report = loaded(
        tmp_path,
        accounts__xlsx=_workbook(("account_id", "name", "region"), ("A-1", "Acme", "#REF!"), ("A-2", "Bolt", "")),
    )
    assert any("#REF!" in problem.reason for problem in report.problems)


def test_a_rejects_folder_that_cannot_be_written_keeps_the_last_good_warehouse(tmp_path: Path) -> None:
    workspace, _ = loaded(tmp_path)
    before = rows(workspace, "select loaded_at from meta.load")
    workspace.rejects.rmdir()
    workspace.rejects.write_text("in the way")
    with pytest.raises(LoadFailed):
        load(desk(tmp_path, accounts__csv=ACCOUNTS + "A-3,Cog\n"))
    assert rows(workspace, "select loaded_at from meta.load") == before


def test_of_two_accounts_that_would_share_a_folder_of_plans_one_is_refused(tmp_path: Path) -> None:
    """Somebody exported the name of a folder as an id: each would read and overwrite the plan of the other."""
    workspace = desk(tmp_path)
    taken = slug("A-1")
    ledger = (workspace.data / "accounts.csv").read_text()
    for lines in (f"{ledger}{taken},Other\n", ledger.replace("\n", f"\n{taken},Other\n", 1)):
        (workspace.data / "accounts.csv").write_text(lines)
        report = load(workspace)
        (said,) = (one for one in report.problems if one.table == "accounts" and one.severity == "rejected")
        assert said.reason == (
            f"“{taken}” would share the folder account_plans/{taken} with “A-1”; give one of the two another id"
        )
        assert rows(workspace, f"select count(*) from staging.accounts where account_id = '{taken}'") == [(0,)]

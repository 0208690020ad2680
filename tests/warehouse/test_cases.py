"""Inputs that once failed, each loaded as it came: what it must give."""

import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from steward.warehouse.loading.load import load
from steward.warehouse.loading.report import LoadReport
from steward.workspace import Workspace
from tests.examples import first
from tests.warehouse.desks import rejects, rows


def _loaded(folder: Path, case: Path) -> tuple[Workspace, LoadReport]:
    shutil.copytree(case / "data", folder / "data", copy_function=shutil.copyfile)
    (folder / "data").chmod(0o755)
    workspace = Workspace.whole(folder)
    return workspace, load(workspace)


@pytest.mark.parametrize(
    ("case", "sql", "expected", "refused", "said"),
    first(3, [(
            "unquoted-thousands-shift-money",
            "select amount, product_id from staging.charges",
            [(Decimal("1200.5"), "p")] * 2,
            {"charges": "has 6 fields where the header has 5"},
            "",
        ), (
            "iso-date-am-pm",
            "select repair_minutes from customer.incidents order by incident_id",
            [(90,), (120,), (60,)],
            {},
            "",
        ),
        ("crlf-in-workbook-cell", "select subject from staging.tickets order by 1", [("one\ntwo",), ("x",)], {}, ""),
        (
            "decimal-comma-in-one-column",
            "select distinct used / committed from staging.usage",
            [(0.74025,)],
            {},
            "committed: numbers are read like 1.234,50, like the file’s other numbers",
        ), (
            "several-currencies",
            "select count(*) from staging.opportunities",
            [(0,)],
            {"opportunities": "“USD 1,000.00” is in USD and the book in EUR"},
            "",
        ), (
            "targets-in-percent",
            "select distinct base_growth, retention from staging.targets",
            [(0.05, 0.95)],
            {},
            "base_growth: is a percentage like 5",
        ), ("nps-one-to-five", "select count(score) from staging.nps_responses", [(12,)], {}, "no answer is above 5"),
        (
            "one-bad-probability-rejects-all",
            "select probability from staging.opportunities order by 1",
            [(0.4,), (0.6,)],
            {"opportunities": "“1000.0” is not a share"},
            "",
        ),
        ("invisible-spaces", "select sum(mrr) from staging.subscriptions", [(1500,)], {}, ""),
        ("vertical-tab-glued", "select name from staging.accounts", [("Alder Ltd",)], {}, "vertical tabs"),
        ("total-lines-with-a-month", "select name, offending from meta.checks where offending > 0",
         [("total_lines", 1)], {}, ""),]),
)  # fmt: skip
def test_a_case_gives_what_it_must(
    tmp_path: Path, cases: Path, case: str, sql: str, expected: list[Any], refused: dict[str, str], said: str
) -> None:
    workspace, report = _loaded(tmp_path, cases / case)
    assert rows(workspace, sql) == expected
    told = {each.table for each in report.tables if each.rejected}
    assert told == set(refused)
    assert all(rejects(workspace, table)[0]["reason"].startswith(reason) for table, reason in refused.items())
    assert any(said in each for each in report.warnings) or not said

"""The files of presets: what each of their expressions names is there to be named, and SQL."""

from collections.abc import Iterator

import duckdb
import pytest

from steward.warehouse.canonical import BY_NAME
from steward.warehouse.loading.sources.columns_used import references
from steward.warehouse.loading.sources.headings import named_in
from steward.warehouse.loading.sources.preset_files import Preset, every_preset, preset_names
from steward.warehouse.loading.sources.recognise import Recognised, recognise
from steward.warehouse.loading.sources.ways import PART
from steward.warehouse.loading.sources.what_columns_show import SHOWS


def _expressions(preset: Preset) -> Iterator[str]:
    for ways in (*preset.columns.values(), *preset.parts.values()):
        yield from (way.sql for way in ways)
        yield from (way.tells for way in ways if way.tells)
    for conditions in preset.filters.values():
        yield from conditions
    for partner in preset.joins.values():
        yield from (*partner.on, *partner.where)


def test_every_expression_is_sql_whose_names_are_written_in_quotes() -> None:
    """Its names are told without parsing it, so both must tell the same; and each joined file and part is there."""
    with duckdb.connect() as connection:
        for preset in every_preset():
            for text in dict.fromkeys(_expressions(preset)):
                sql, named = PART.sub("null", text), named_in(text)
                told = {(each.of, each.column) if each.of else (each.column,) for each in named}
                assert {tuple(names) for names in references(connection, sql)} == told, (preset.name, text)
                duckdb.SQLExpression(sql)
                assert {each.of for each in named} - {""} <= preset.joins.keys(), (preset.name, text)
                assert set(PART.findall(text)) <= preset.parts.keys(), (preset.name, text)


def test_every_preset_makes_columns_that_there_are_and_says_where_its_export_is_found() -> None:
    for preset in every_preset():
        table = BY_NAME[preset.table]
        assert preset.columns.keys() <= set(table.columns), preset
        assert preset.export and preset.found and preset.files, (preset.name, preset.table)
        assert set(table.required) <= preset.columns.keys(), (preset.name, preset.table)
    assert len(preset_names()) == len({preset.product for preset in every_preset()})


def test_what_a_column_would_show_is_said_of_columns_that_there_are() -> None:
    for table, columns in SHOWS.items():
        assert columns.keys() <= set(BY_NAME[table].columns), table


HEADERS = {
    "Account.csv": ("salesforce", "accounts", "Id,IsDeleted,Name,Type,ParentId,BillingCountry,OwnerId,Industry,Fax"),
    "report1732.csv": (
        "salesforce", "opportunities",
        "Opportunity ID,Opportunity Name,Account ID,Account Name,Opportunity Owner,Stage,Amount,Close Date",
    ),
    "opportunity.csv": (
        "salesforce", "opportunities",
        "id,is_deleted,account_id,name,stage_name,amount,close_date,is_closed,is_won,owner_id",
    ),
    "hubspot-crm-exports-all-deals-2026-11-01.csv": (
        "hubspot", "opportunities",
        "Record ID,Deal Name,Deal Stage,Close Date,Amount,Deal owner,Associated Company IDs",
    ),
    "x.csv": ("hubspot", "accounts", "Record ID,Company name,Industry,Country/Region,Company owner,Create Date"),
    "subscriptions.csv": (
        "stripe", "subscriptions",
        "id,Customer ID,Plan,Product,Quantity,Currency,Interval,Amount,Status,Start Date (UTC),Ended At (UTC)",
    ),
    "Subscriptions.csv": (
        "chargebee", "subscriptions",
        "Subscription Id,Customer Id,Plan Id,Plan Quantity,MRR,Currency,Status,Started At",
    ),
    "tickets.csv": ("zendesk", "tickets", "id,organization_id,subject,status,priority,created_at,assignee_id,group_id"),
    "incident.csv": ("servicenow", "tickets", "number,short_description,state,priority,company,opened_at,closed_at"),
    "issues.csv": ("jira", "tickets", "Issue key,Summary,Status,Priority,Organizations,Created,Resolved"),
    "nps.csv": ("qualtrics", "nps_responses", "StartDate,EndDate,Status,Finished,RecordedDate,ResponseId,Q1,AccountId"),
    "accounts (2).csv": (None, "accounts", "account_id,name,region"),
    "ours.csv": (None, "subscriptions", "subscription_id,account_id,product_id,mrr,starts_on,ends_on"),
}  # fmt: skip


@pytest.mark.parametrize("file", list(HEADERS))
def test_a_file_is_recognised_by_its_header_in_any_order_of_its_columns(file: str) -> None:
    preset, table, header = HEADERS[file]
    columns = header.split(",")
    (best, *others) = recognise(columns, file)
    assert (best.preset, best.table, best.required_missing) == (preset, table, ())
    assert best.confidence >= 0.6 and all(one.confidence < best.confidence for one in others)
    assert recognise(columns[::-1], file) == [best, *others]


def test_a_file_of_nothing_that_is_known_is_not_recognised_and_half_of_one_says_what_is_missing() -> None:
    assert recognise(["foo", "bar"], "subscriptions.csv") == []
    assert recognise([]) == []
    best = recognise(["Id", "Name", "StageName", "IsWon", "IsClosed"], "Opportunity.csv")[0]
    assert best == Recognised(
        "salesforce", "opportunities", ("opportunity_id", "name", "stage", "status"), best.missing, ("amount",),
        best.confidence,
    )  # fmt: skip
    assert best.confidence < 0.7 and "close_on" in best.missing

"""From the files in `data/` to a warehouse: read, typed, checked, and put to use in one step."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb

from steward.errors import LoadFailed, NothingToLoad
from steward.warehouse.canonical import TABLES
from steward.warehouse.files import loading, new_warehouse, publish
from steward.warehouse.forgotten import forgotten
from steward.warehouse.loading.connection import connect
from steward.warehouse.loading.data_span import data_span
from steward.warehouse.loading.engine.months import Pulled
from steward.warehouse.loading.files.ahead import Ahead, looking_ahead
from steward.warehouse.loading.files.read_files import TEXT, first_line
from steward.warehouse.loading.forget import forget
from steward.warehouse.loading.history import HISTORIES, History, keep
from steward.warehouse.loading.meta import (
    create_meta,
    run_checks,
    write_crm,
    write_load,
    write_rates,
    write_reports,
    write_seconds,
)
from steward.warehouse.loading.names import tell_names_apart
from steward.warehouse.loading.report import LoadReport, Problem, read_report
from steward.warehouse.loading.sources.mapping import plain_column
from steward.warehouse.loading.sources.sources import Sources, find_sources
from steward.warehouse.loading.staging import Progress, staged
from steward.warehouse.loading.tables.parts import FilePart
from steward.warehouse.loading.tables.rejects import publish_rejects
from steward.warehouse.loading.tables.reported import file_reports, table_reports
from steward.warehouse.loading.tables.table import TableOutcome
from steward.warehouse.loading.tables.usage_months import let_go
from steward.warehouse.loading.unused import unused_files
from steward.workspace import Settings, Workspace

READING = 0.7
PULLING = 0.5
"""Of the whole, where an engine is asked for usage."""


def load(workspace: Workspace, progress: Progress | None = None) -> LoadReport:
    """Build a new warehouse and use it. Raises LoadFailed; then the last good one stays in use."""
    told = progress or (lambda message, share: None)
    workspace.require_data()
    try:
        with (
            loading(workspace, lambda: told("Waiting for another load to finish", 0.0)) as work,
            looking_ahead(work / "ahead") as ahead,
        ):
            return _load(workspace, work, ahead, told)
    except duckdb.Error as problem:
        raise LoadFailed(f"The data could not be loaded: {first_line(problem)}") from problem
    except OSError as problem:
        raise LoadFailed(f"The data could not be loaded: {problem}.") from problem


def _load(workspace: Workspace, work: Path, ahead: Ahead, told: Progress) -> LoadReport:
    started = time.perf_counter()
    sources = find_sources(workspace)
    _look_ahead(workspace, sources, ahead)
    pulled = _pulled(workspace, sources, told)
    if pulled:
        told = _rest(told)
    written = new_warehouse(workspace)
    paths = {history: history.path(workspace) for history in HISTORIES}
    may_read = [*sources.readable, *paths.values(), *(pulled.paths if pulled else ())]
    connection = connect(written, work, may_read, sources.more_than_files)
    try:
        remembered = _build(connection, workspace, sources, pulled, work, ahead, told)
        seen = {history: history.write(connection, work) for history in HISTORIES}
        write_seconds(connection, time.perf_counter() - started)
        told("Writing", 0.95)
        connection.execute("checkpoint")
        report = read_report(connection, written.with_suffix(""))
    finally:
        connection.close()
    # First the rejects, of which one may be open in another program: then nothing was put to use yet.
    publish_rejects(work / "rejects", workspace.rejects)
    for history, path in paths.items():
        keep(seen[history], path, remembered[history])
    publish(workspace, written)
    told("Done", 1.0)
    return report


def _look_ahead(workspace: Workspace, sources: Sources, ahead: Ahead) -> None:
    """The text files of tables, in the order in which they are read."""
    found = (sources.by_table.get(table.name) for table in TABLES)
    for source in found:
        if source and not source.engine:
            for path in source.files:
                if path.suffix.lower() in TEXT:
                    ahead.begin(path, path.relative_to(workspace.data).as_posix(), source.layout.encoding)


def _share_of(told: Progress, share: float, message: str, done: float) -> None:
    told(message, share * done)


def _pulled(workspace: Workspace, sources: Sources, told: Progress) -> Pulled | None:
    """The months of usage, where an engine holds its readings: brought here before anything is written."""
    source = sources.by_table.get("usage")
    if source is None or source.engine is None:
        return None
    # Imported here: to begin what brings months takes longer than all else that a load of files imports.
    from steward.warehouse.loading.engine.pull import pull

    return pull(workspace, source.engine, date.today(), lambda message, share: told(message, PULLING * share))


def _rest(told: Progress) -> Progress:
    return lambda message, share: told(message, PULLING + (1 - PULLING) * share)


def _build(
    connection: duckdb.DuckDBPyConnection,
    workspace: Workspace,
    sources: Sources,
    pulled: Pulled | None,
    work: Path,
    ahead: Ahead,
    told: Progress,
) -> dict[History, bool]:
    """Every staging table, then the relations over them, then the checks; of every history whether it could be read."""
    # Imported here: the relations belong to the reading half, which this half does not need until now.
    from steward.warehouse.relations import build_relations, check_files

    left_out = forgotten(workspace.data)
    create_meta(connection)
    reading = partial(_share_of, told, READING)
    found = staged(connection, workspace, sources, work, reading, pulled=pulled, ahead=ahead)
    settings = workspace.settings
    basis = _basis(found.outcomes)
    span = data_span(connection, workspace.settings, date.today())
    now = datetime.now(ZoneInfo(settings.timezone)).replace(microsecond=0, tzinfo=None)
    paths = {history: history.path(workspace) for history in HISTORIES}
    remembered = {history: history.recall(connection, path) for history, path in paths.items()}
    write_load(connection, workspace.settings, span, basis, now)
    write_crm(connection, *_crm(settings, sources, found.outcomes))
    write_rates(connection, [rate for outcome in found.outcomes for part in outcome.parts for rate in part.rates])
    left = forget(connection, left_out)
    write_reports(
        connection,
        table_reports(connection, found.outcomes),
        file_reports(found.outcomes, sources, workspace.data),
        left.told(
            [
                *(problem for one in found.outcomes for problem in one.problems),
                *(said for one, path in paths.items() for said in one.damages(path, remembered[one])),
                *_unused(workspace, sources, found.outcomes),
            ]
        ),
    )
    for history in HISTORIES:
        history.add_news(connection, now)
    tell_names_apart(connection)
    build_relations(connection, lambda message, share: told(message, READING + 0.2 * share))
    run_checks(connection, check_files())
    found.passing.identical()
    let_go(connection, pulled)
    found.passing.let_go()
    return remembered


def _unused(workspace: Workspace, sources: Sources, outcomes: Sequence[TableOutcome]) -> Iterator[Problem]:
    used = {part.feed.name for outcome in outcomes for part in outcome.parts}
    sources_of = {one.table.name: one.source for one in outcomes if one.present}
    yield from unused_files(workspace.data, used, sources_of)
    for one in sources.inside:
        if one.lacks and one.table.name.lower() not in sources.by_table:
            said = f"its table “{one.table.full_name}” feeds nothing; it has no column “{one.lacks}”"
            yield Problem("", one.path.name, None, "", said, "warning", 0)


def _crm(settings: Settings, sources: Sources, outcomes: Sequence[TableOutcome]) -> tuple[Settings, str]:
    """The settings, and what makes the monthly amounts of opportunities out of what the CRM holds, if anything does.
    No amount in another currency goes back: it would stand there as one of the CRM's."""
    found = next(outcome for outcome in outcomes if outcome.table.name == "opportunities")
    if any(part.rates for part in found.parts):
        return replace(settings, crm_amount_months=None), "exchange_rates"
    source = sources.by_table.get("opportunities")
    return settings, "a query" if source and source.sql else _computed(found.parts, "amount")


def _computed(parts: Sequence[FilePart], column: str) -> str:
    """The SQL that makes a column out of others; empty where it is a column of every file, taken as it stands."""
    mapped = ((part, part.mapped.get(column, "")) for part in parts if part.mapped is not None)
    return next((text for part, text in mapped if text and not plain_column(text, part.feed.columns)), "")


def _basis(outcomes: Sequence[TableOutcome]) -> str:
    """What MRR is counted from. Raises NothingToLoad where the main tables are missing or empty."""
    by_name = {outcome.table.name: outcome for outcome in outcomes}
    accounts, subscriptions, charges = (by_name[name] for name in ("accounts", "subscriptions", "charges"))
    if not accounts.loaded:
        raise NothingToLoad(_why_nothing("accounts", [accounts]))
    if not subscriptions.loaded and not charges.loaded:
        raise NothingToLoad(_why_nothing("subscriptions or charges", [subscriptions, charges]))
    return "subscriptions" if subscriptions.loaded else "charges"


def _why_nothing(what: str, outcomes: Sequence[TableOutcome]) -> str:
    """No feed, no rows, every row left out, or every row rejected: with the first reason."""
    present = [outcome for outcome in outcomes if outcome.present]
    if not present:
        return f"data/ holds no {what}: put a file called {what.split()[0]}.csv there, or name one in sources.toml."
    rejected = [problem for outcome in present for problem in outcome.problems if problem.severity == "rejected"]
    left = sum(outcome.left_out for outcome in present)
    if left and not rejected:
        said = (one for outcome in present for one in outcome.problems if one.reason.startswith("left out"))
        why = "".join(f"; {one.file}: {one.reason}" for one in said)
        return f"{_none_of(left, what, 'is')} taken{why}."
    if not rejected:
        return f"{present[0].source} holds no rows for {' or '.join(outcome.table.name for outcome in present)}."
    first = rejected[0]
    count = sum(outcome.rejected for outcome in present)
    return f"{_none_of(count, what, 'could')} be loaded; {first.file} line {first.line}: {first.reason}."


def _none_of(rows: int, what: str, verb: str) -> str:
    return f"None of the {rows:,} rows of {what} {verb}" if rows > 1 else f"The only row of {what} {verb} not"

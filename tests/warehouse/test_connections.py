"""Rows read from a database where they live: as the same rows in a file; and whatever fails, the last good stays."""

import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CalledProcessError
from threading import Thread
from urllib.parse import quote, quote_plus

import pytest
from typer.testing import CliRunner

from steward.cli import app
from steward.errors import ConnectionFailed, FileUnreadable, SourcesUnreadable
from steward.warehouse.files import current_warehouse
from steward.warehouse.loading.connections import fetching
from steward.warehouse.loading.connections.secrets import without_secrets
from steward.warehouse.loading.load import load
from steward.workspace import Workspace
from tests.examples import EVERYTHING
from tests.warehouse.desks import desk, rejects, rows, table
from tests.warehouse.postgres import PASSWORD, Postgres, running

MADE = """
create table accounts (account_id text, name text, customer_since date, ref uuid, more jsonb);
insert into accounts values ('A-1', 'Acme ""& é', '2020-02-29', '00000000-0000-0000-0000-000000000001', '{"a": 1}'),
  ('007', 'Bolt', null, null, null);
create table charges (account_id text, month date, amount numeric(12, 3), note text);
insert into charges values ('A-1', '2025-01-01', 1.200, '2,5'), ('007', '2025-02-01', 1234567.125, null),
  ('A-1', '2025-02-01', -3, ''), ('A-1', 'infinity', 1, 'no day'), ('A-1', '2025-03-01', null, 'no amount');
create table tickets (ticket_id int, account_id text, opened_at timestamptz, closed_at timestamp, satisfaction smallint,
  subject text);
insert into tickets values (1, 'A-1', '2025-03-30 02:30+02', '2025-04-01 10:00:00.5', 5, E'two\\nlines'),
  (2, '007', '2025-01-01 00:00+00', null, null, 'NULL'), (3, 'nobody', '2025-01-01', null, 9, null);
create role reader login password '%s';
grant select on accounts, charges, tickets to reader;
create table payments (account_id text, month date, amount money, span interval, bytes bytea);
insert into payments values ('A-1', '2025-01-01', 12.50, '1 day', '\\x01');
create table held (account_id text, month date, amount numeric);
grant select on payments to reader;
"""
QUERIES = {
    "accounts": "select * from accounts -- all of them",
    "charges": "select account_id, month, amount, note from charges",
    "tickets": "select * from tickets;",
}
NAMED = '[connections.crm]\nurl = "env:CRM_URL"\ntimeout = 60\n'


@pytest.fixture(scope="module")
def postgres() -> Iterator[Postgres]:
    with running() as server:
        server.run(MADE % PASSWORD.replace("'", "''"))
        yield server


@pytest.fixture
def crm(postgres: Postgres, monkeypatch: pytest.MonkeyPatch) -> Postgres:
    monkeypatch.setenv("CRM_URL", postgres.address())
    return postgres


def asked(folder: Path, *, named: str = NAMED, more: str = "", **queries: str) -> Workspace:
    """A home whose tables come from the database."""
    sections = "".join(f"\n[{name}]\nconnection = 'crm'\nquery = '''{sql}'''\n" for name, sql in queries.items())
    workspace = desk(folder, sources__toml=named + sections + more)
    for name in queries:
        (workspace.data / f"{name}.csv").unlink(missing_ok=True)
    return workspace


def test_rows_of_a_database_load_as_the_same_rows_of_a_file(tmp_path: Path, crm: Postgres) -> None:
    files = {f"{name}__csv": crm.run(sql) for name, sql in QUERIES.items()}
    by_file, by_query = desk(tmp_path / "files", **files), asked(tmp_path / "queries", **QUERIES)
    reports = load(by_file), load(by_query)
    for name in QUERIES:
        kept = [rows(one, f"select * from staging.{name} order by all") for one in (by_file, by_query)]
        assert kept[0] == kept[1] and kept[0]
        told = [(one := table(report, name)).read and (one.read, one.loaded, one.rejected) for report in reports]
        assert told[0] == told[1]
        refused = [[(row["column"], row["account_id"]) for row in rejects(one, name)] for one in (by_file, by_query)]
        assert refused[0] == refused[1]
    assert table(reports[1], "accounts").source == "connection crm"
    assert {row["file"] for row in rejects(by_query, "charges")} == {"connection crm"}


def test_all_queries_of_a_connection_see_one_moment_and_their_columns_can_be_mapped(
    tmp_path: Path, crm: Postgres
) -> None:
    workspace = asked(
        tmp_path,
        accounts="select 'A-1' as id, now()::text as at, 'x' as name, pg_sleep(0.01)::text",
        charges="select 'A-1' as account_id, date '2025-01-01' as month, 1 as amount, now()::text as charge_id",
        more="[charges.columns]\naccount_id = 'account_id'\nmonth = 'month'\namount = 'amount * 2'\n"
        "charge_id = 'charge_id'\n",
    )
    written = (workspace.data / "sources.toml").read_text(encoding="utf-8")
    mapped = written.replace("\n[charges]", "[accounts.columns]\naccount_id = 'id'\nname = 'at'\n\n[charges]", 1)
    (workspace.data / "sources.toml").write_text(mapped, encoding="utf-8")
    load(workspace)
    ((name, moment, amount),) = rows(
        workspace, "select name, charge_id, amount::int from staging.accounts, staging.charges"
    )
    assert (name, amount) == (moment, 2)


def nowhere(postgres: Postgres) -> str:
    return postgres.address().replace(str(postgres.folder), "/nowhere")


FAILURES: dict[str, tuple[Callable[[Postgres], str], str, str]] = {
    "wrong password": (lambda one: one.address(password=PASSWORD + "!"), "select 1", "turned the user or"),
    "no server": (nowhere, "select * from accounts", "does not answer"),
    "no database": (lambda one: one.address().replace("/postgres?", "/gone?"), "select 1", "no database of the name"),
    "no address": (lambda one: PASSWORD, "select 1", "holds no address"),
    "an odd address": (lambda one: one.address().replace("%3A", "%ZZ"), "select 1", "%40 %3A"),
    "not set": (lambda one: "", "select 1", "CRM_URL is not set; it should hold"),
    "no driver": (lambda one: f"mysql://u:{PASSWORD}@h/x", "select 1", "“dbc install mysql”"),
    "a column gone": (Postgres.address, "select account_id, nam from accounts", 'column "nam" does not exist'),
    "a column renamed": (Postgres.address, "select account_id, name as title from accounts", "no column “name”"),
    "a table gone": (Postgres.address, "select * from gone", 'relation "gone" does not exist'),
    "revoked": (Postgres.address, "select * from held", "permission denied for table held"),
    "it is no select": (Postgres.address, "set transaction read write", "one SELECT; this one gives no columns"),
    "it ends the transaction": (Postgres.address, "commit", "one SELECT; this one gives no columns"),
    "it writes": (Postgres.address, "insert into accounts values ('x') returning account_id, name", "only reads"),
    "too slow": (Postgres.address, "select *, pg_sleep(5)::text from accounts", "longer than 1 seconds"),
    "cut off": (Postgres.address, "select *, pg_terminate_backend(pg_backend_pid()) from accounts", "ended the"),
    "money": (Postgres.address, "select account_id, amount as name from payments", "cast it to numeric"),
    "a span": (Postgres.address, "select account_id, span as name from payments", "cast it to text"),
    "the secret in it": (
        Postgres.address, f"select '{PASSWORD}'::int as account_id, 'x' as name", "syntax for type integer",
    ),
}  # fmt: skip

TELLING = ("wrong password", "an odd address", "a column renamed", "revoked", "too slow", "money", "the secret in it")
"""What is tried always."""


def test_whatever_fails_the_last_good_stays_and_one_sentence_says_why_without_the_secret(
    tmp_path: Path, postgres: Postgres, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    workspace = desk(tmp_path)
    load(workspace)
    before = current_warehouse(workspace)
    said = []
    for name in FAILURES if EVERYTHING else TELLING:
        address, query, words = FAILURES[name]
        monkeypatch.setenv("CRM_URL", address(postgres))
        asked(tmp_path, named=NAMED.replace("60", "1" if name == "too slow" else "60"), accounts=query)
        told = CliRunner().invoke(app, ["load", "--home", str(tmp_path)])
        assert told.exit_code == 1 and words in told.output, (name, told.output)
        assert "connection crm" in told.output and told.output.count("\n") == 1
        assert current_warehouse(workspace) == before
        said.append(told.output)
        with pytest.raises(ConnectionFailed if "renamed" not in name else FileUnreadable) as problem:
            load(workspace)
        said += [*traceback.format_exception(problem.value), repr(problem.value.__context__)]
        monkeypatch.setenv("CRM_URL", "")
        # The query that holds the secret is the operator's own line, and no message repeats it.
        (workspace.data / "sources.toml").unlink()
    secrets = {PASSWORD, quote(PASSWORD, safe=""), quote_plus(PASSWORD), quote(PASSWORD), f"reader:{PASSWORD}"}
    held = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert len(held) > 3
    for secret in secrets:
        assert not any(secret in one for one in (*said, caplog.text))
        assert not any(secret.encode() in one for one in held)


def test_a_server_that_is_killed_or_falls_silent_is_told(
    tmp_path: Path, crm: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "GRACE", 0.2)
    asked(tmp_path, named=NAMED.replace("60", "1"), accounts="select *, pg_sleep(0.8)::text as slept from accounts")
    for sign, words in ((signal.SIGSTOP, "longer than 1 seconds"), (signal.SIGKILL, "ended the connection")):
        failed: list[str] = []

        def loading(failed: list[str] = failed) -> None:
            try:
                load(Workspace.whole(tmp_path))
            except ConnectionFailed as problem:
                failed.append(str(problem))

        running = Thread(target=loading)
        running.start()
        sleeping = "select pid from pg_stat_activity where query like '%slept%' and pid <> pg_backend_pid()"
        while len(found := crm.run(sleeping).split()) < 2:
            assert running.is_alive()
        os.kill(int(found[1]), sign)
        running.join()
        assert words in failed[0]
        if sign == signal.SIGSTOP:
            os.kill(int(found[1]), signal.SIGCONT)
        while _asks(crm, sleeping):
            pass


def _asks(server: Postgres, sleeping: str) -> bool:
    """Whether the query is still at work, or the server comes up again after one of its processes was killed."""
    try:
        return len(server.run(sleeping).split()) > 1
    except CalledProcessError:
        return True


def test_where_the_drivers_are_not_installed_it_says_how_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CRM_URL", f"postgresql://u:{PASSWORD}@h/x")
    monkeypatch.setitem(sys.modules, "adbc_driver_postgresql.dbapi", None)
    with pytest.raises(ConnectionFailed, match=r"connection crm: .* “pip install 'steward\[connections\]'”"):
        load(asked(tmp_path, accounts="select 1"))


@pytest.mark.every
def test_an_address_is_kept_in_a_file_as_well(tmp_path: Path, postgres: Postgres) -> None:
    (tmp_path / "crm").write_text(postgres.address() + "\n", encoding="utf-8")
    workspace = asked(
        tmp_path / "home", named=NAMED.replace("env:CRM_URL", f"file:{tmp_path / 'crm'}"), accounts=QUERIES["accounts"],
        charges="select 'A-1' as account_id, date '2025-01-01' as month, 1.200::numeric as amount, '2,5' as note",
    )  # fmt: skip
    load(workspace)
    # One and a fifth: the type says so, whatever a text beside it looks like.
    assert rows(workspace, "select amount::text from staging.charges") == [("1.2000",)]


@pytest.mark.parametrize(
    ("named", "words"),
    [
        (
            f'[connections.crm]\nurl = "postgresql://u:{PASSWORD}@h/x"\n',
            "[connections.crm] line 2: url should name where",
        ),
        (f'[connections.crm]\nurl = "env:CRM_URL"\npassword = "{PASSWORD}"\n', "line 3: “password” is not a setting"),
        ('[connections.crm]\nurl = "env:CRM_URL"\ntimeout = 0\n', "line 3: timeout should be a number of seconds"),
        ('[connections]\ncrm = "env:CRM_URL"\n', "[connections] line 1: write a section of its own"),
        ('[connections.crn]\nurl = "env:CRM_URL"\n', "there is no connection “crm”; did you mean “crn”"),
        ("", "there is no connection “crm”; there is no [connections.…] yet"),
    ],
)
def test_an_address_stands_elsewhere_and_what_is_wrong_is_said_without_it(
    tmp_path: Path, named: str, words: str
) -> None:
    with pytest.raises(SourcesUnreadable) as refused:
        load(asked(tmp_path, named=named, accounts="select 1"))
    assert words in str(refused.value) and PASSWORD not in str(refused.value)


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("connection = 'crm'\n", "connection goes with query"),
        ("query = 'select 1'\n", "there is no connection “None”"),
        ("connection = 'crm'\nquery = 'select 1'\nfile = 'accounts.csv'\n", "give either file or sql, or connection"),
        ("connection = 'crm'\nquery = 'select 1'\nsheet = 'x'\n", "sheet belongs to a file"),
    ],
)
def test_a_section_says_one_place_to_read_from(tmp_path: Path, entry: str, words: str) -> None:
    with pytest.raises(SourcesUnreadable, match=r"sources\.toml \[accounts\]") as refused:
        load(desk(tmp_path, sources__toml=f"{NAMED}[accounts]\n{entry}"))
    assert words in str(refused.value)


def test_a_secret_is_found_however_it_is_written() -> None:
    for address in (
        f"postgresql://reader:{quote(PASSWORD, safe='')}@h/x", f"mysql://reader:{PASSWORD}@h/x",
        f"snowflake://reader@h/x?password={quote(PASSWORD, safe='')}&role=r", f"host=h password='{PASSWORD}' port=1",
        f"bigquery://h/x?auth_token={quote_plus(PASSWORD)}",
    ):  # fmt: skip
        for written in (PASSWORD, quote(PASSWORD, safe=""), quote_plus(PASSWORD), address):
            assert PASSWORD not in without_secrets(f"failed: {written} of reader", address)
            assert quote(PASSWORD, safe="") not in without_secrets(f"failed: {written} of reader", address)
    assert without_secrets("no x", "postgresql://u:x@h/y") == ""

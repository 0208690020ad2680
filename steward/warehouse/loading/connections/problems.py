"""What went wrong with a database, in one sentence that names the connection and says what to do, and no secret."""

import re

from steward.errors import ConnectionFailed
from steward.warehouse.loading.connections.secrets import without_secrets
from steward.warehouse.loading.connections.settings import FORM, Connection, DatabaseQuery

SIGNED_IN = ("authentication failed", "password", "no pg_hba.conf entry", "access denied", "login failed")
UNREACHED = (
    "refused", "translate host name", "timeout expired", "timed out", "no route", "unreachable", "no such file",
    "closed the connection", "could not receive", "name or service", "no such host",
)  # fmt: skip
NO_DATABASE = re.compile(r'database "[^"]*" does not exist')
CUT = ("terminating connection", "closed the connection", "connection not open", "could not receive", "ssl syscall")
TOO_LONG = ("statement timeout", "canceling statement")
SERVER_SAID = re.compile(r"(?:ERROR|FATAL):\s+(.+)")
NO_RIGHT, NO_WRITING, NO_SUCH = "42501", "25006", ("42703", "42P01", "3F000")
MOST_LETTERS = 200


def not_opened(connection: Connection, address: str, problem: Exception) -> ConnectionFailed:
    """Why no connection came about. The driver's own words may hold the address, and are not repeated."""
    del address
    said = str(problem).lower()
    kept = connection.kept_in
    if NO_DATABASE.search(said):
        why = f"the server has no database of the name that {kept} holds; correct it there"
    elif any(words in said for words in SIGNED_IN):
        why = f"the server turned the user or the password away; correct what {kept} holds"
    elif any(words in said for words in UNREACHED):
        why = f"the server does not answer; see that it runs, and that the host and port that {kept} holds are right"
    elif "ssl" in said or "certificate" in said:
        why = f"no encrypted connection came about; see to sslmode and certificates in the address that {kept} holds"
    else:
        why = (
            f"the driver cannot use the address that {kept} holds; write it like {FORM}, signs such as @ : / # % in "
            "the password as %40 %3A %2F %23 %25"
        )
    return ConnectionFailed(f"{connection}: {why}.")


def not_read(asked: DatabaseQuery, address: str, problem: Exception) -> ConnectionFailed:
    """Why a query gave no rows."""
    said, code = str(problem), str(getattr(problem, "sqlstate", "") or "")
    words = _words(without_secrets(said, address))
    if any(one in said.lower() for one in TOO_LONG):
        why = _too_long(asked)
    elif any(one in said.lower() for one in CUT):
        why = "the server ended the connection before all rows were read; load again once it runs"
    elif code == NO_RIGHT or "permission denied" in said.lower():
        why = f"its user may not read that{_told(words)}; grant it select"
    elif code == NO_WRITING:
        why = "a query only reads; it may not change anything"
    elif code in NO_SUCH:
        why = f"the database has changed, or the query is wrong{_told(words)}; correct the query"
    else:
        why = f"the database refused the query{_told(words)}"
    return ConnectionFailed(f"{asked.where}: {asked.connection}: {why}.")


def not_in_time(asked: DatabaseQuery | None, connection: Connection) -> ConnectionFailed:
    """The server is silent."""
    if asked is None:
        return ConnectionFailed(f"{connection}: the server does not answer; load again once it does.")
    return ConnectionFailed(f"{asked.where}: {asked.connection}: {_too_long(asked)}.")


def not_kept(asked: DatabaseQuery, why: str) -> ConnectionFailed:
    """A column of a kind that cannot be taken in as it is."""
    return ConnectionFailed(f"{asked.where}: {asked.connection}: {why}.")


def _too_long(asked: DatabaseQuery) -> str:
    return (
        f"the query took longer than {asked.connection.patience} seconds; ask for less, or set timeout in "
        f"[connections.{asked.connection.name}]"
    )


def _words(message: str) -> str:
    """What the server itself said, in one line."""
    found = SERVER_SAID.search(message)
    first = found[1] if found else (message.strip().splitlines() or [""])[0]
    return first.strip().rstrip(".")[:MOST_LETTERS]


def _told(words: str) -> str:
    return f" ({words})" if words else ""

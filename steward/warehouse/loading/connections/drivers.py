"""Which driver speaks to a database, by how its address begins, and how it is begun: read-only where it can be."""

import re
from importlib import import_module
from typing import Any

from steward.errors import ConnectionFailed
from steward.warehouse.loading.connections.settings import FORM, Connection

SCHEME = re.compile(r"([a-z][a-z0-9-]*)://", re.IGNORECASE)
OF_POSTGRES = ("postgresql", "postgres", "redshift")
REDSHIFT = "redshift"
PATIENCE_TO_CONNECT = 10
"""Seconds."""
READ_ONLY = "set transaction isolation level repeatable read, read only"
"""All queries of one connection see the same moment, and change nothing."""


def scheme_of(connection: Connection, address: str) -> str:
    """How the address begins. Raises ConnectionFailed where it is none."""
    found = SCHEME.match(address)
    if not found:
        raise ConnectionFailed(f"{connection}: {connection.kept_in} holds no address; write it like {FORM}.")
    return found[1].lower()


def opened(connection: Connection, address: str) -> Any:
    """A connection of the driver. Raises ConnectionFailed where there is no driver, and what the driver raises."""
    scheme = scheme_of(connection, address)
    if scheme not in OF_POSTGRES:
        return _of_any(connection, scheme, address)
    driver = _installed(connection, "adbc_driver_postgresql.dbapi")
    return driver.connect(_with_patience(re.sub(SCHEME, "postgresql://", address, count=1)))


def begin_reading(scheme: str, cursor: Any, patience: int) -> None:
    """Before the first query: nothing is changed by any of them, and none takes longer than it may."""
    if scheme == REDSHIFT:
        cursor.execute(f"set statement_timeout = {patience * 1000}")
    elif scheme in OF_POSTGRES:
        cursor.execute(READ_ONLY)
        # Of this transaction alone: behind a pool somebody else is given the session next.
        cursor.execute(f"set local statement_timeout = {patience * 1000}")


def _of_any(connection: Connection, scheme: str, address: str) -> Any:
    """By a driver that somebody installed on this machine, under the name that addresses of its kind begin with."""
    manager = _installed(connection, "adbc_driver_manager.dbapi")
    try:
        return manager.connect(driver=scheme, db_kwargs={"uri": address}, autocommit=True)
    except manager.ProgrammingError as problem:
        if "Could not load" not in str(problem):
            raise
        raise ConnectionFailed(
            f"{connection}: there is no ADBC driver “{scheme}” on this machine; “dbc install {scheme}” puts one there "
            "(docs/data.md, Databases)."
        ) from None


def _installed(connection: Connection, module: str) -> Any:
    try:
        return import_module(module)
    except ImportError:
        raise ConnectionFailed(
            f"{connection}: the drivers for databases are not installed; “pip install 'steward[connections]'” does "
            "that (docs/data.md, Databases)."
        ) from None


def _with_patience(address: str) -> str:
    """The address with what libpq is to do where it says nothing itself."""
    said = [("connect_timeout", str(PATIENCE_TO_CONNECT)), ("fallback_application_name", "Steward")]
    more = "&".join(f"{name}={value}" for name, value in said if f"{name}=" not in address)
    return f"{address}{'&' if '?' in address else '?'}{more}" if more else address

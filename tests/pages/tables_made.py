"""Tables for tests of what can be done with one."""

from collections.abc import Sequence
from datetime import date

from steward.exhibits import Column, Receipt, Table


def numbered(keys: Sequence[str]) -> Table:
    """A row for each key."""
    return Table(
        id="numbered", title="Rows", alt="", receipt=Receipt("MRR at E", date(2026, 9, 30), "internal.book"),
        columns=(Column("Name"),), rows=tuple((key,) for key in keys), keys=tuple(keys),
    )  # fmt: skip

"""Names and texts inside SQL: what comes from a file is quoted, always."""

from collections.abc import Iterable


def identifier(name: str) -> str:
    """A name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text as an SQL string."""
    return "'" + text.replace("'", "''") + "'"


def listed(names: Iterable[str]) -> str:
    """Identifiers with commas between them."""
    return ", ".join(identifier(name) for name in names)


def let(name: str, value: str, then: str) -> str:
    """SQL `then`, in which `name` stands for `value`: computed once, however often it is named."""
    return f"list_transform([{value}], lambda {name}: {then})[1]"

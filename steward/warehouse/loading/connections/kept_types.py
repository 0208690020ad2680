"""How a column of a database is kept in the file that the load reads: as what it is, or as it is written."""

from collections.abc import Mapping

import pyarrow as pa

MONEY = "money"
BY_PARTS = "its values are not text, numbers, days or times: cast it to text in the query"


def kept_as(field: pa.Field) -> pa.DataType:
    """The type that a column is kept in. Raises ValueError, with what to do, where its values could not be told."""
    if _type_of(field) == MONEY:
        # The driver hands out cents, and nobody could tell them from an amount.
        raise ValueError(f"“{field.name}” is of PostgreSQL's type money: cast it to numeric in the query")
    kind = (
        field.type.storage_type if isinstance(field.type, pa.BaseExtensionType) and not _is_uuid(field) else field.type
    )
    if pa.types.is_null(kind):
        return pa.string()
    if pa.types.is_interval(kind) or pa.types.is_duration(kind) or _is_bytes(kind):
        raise ValueError(f"“{field.name}”: {BY_PARTS}")
    return kind


def numbers_as_text(schema: pa.Schema) -> frozenset[str]:
    """Columns of exact numbers that arrive as their digits."""
    return frozenset(field.name for field in schema if _type_of(field) == "numeric")


def in_kept_types(batch: pa.RecordBatch, schema: pa.Schema) -> pa.RecordBatch:
    """The rows as the schema has them."""
    columns = [_column(batch.column(number), field.type) for number, field in enumerate(schema)]
    return pa.RecordBatch.from_arrays(columns, schema=schema)


def _column(column: pa.Array, kind: pa.DataType) -> pa.Array:
    if column.type == kind:
        return column
    return column.storage if isinstance(column, pa.ExtensionArray) else column.cast(kind)


def _type_of(field: pa.Field) -> str:
    """What PostgreSQL calls it; empty for what comes from elsewhere."""
    said: Mapping[bytes, bytes] = field.metadata or {}
    return said.get(b"POSTGRESQL:type", b"").decode()


def _is_uuid(field: pa.Field) -> bool:
    return getattr(field.type, "extension_name", "") == "arrow.uuid"


def _is_bytes(kind: pa.DataType) -> bool:
    return bool(pa.types.is_binary(kind) or pa.types.is_large_binary(kind) or pa.types.is_fixed_size_binary(kind))

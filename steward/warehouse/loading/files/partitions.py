"""A folder of Parquet files as one feed, with what its folders are called: `usage/month=2026-09/part-0.parquet`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from steward.errors import FileUnreadable
from steward.warehouse.loading.files.feeds import ParquetFeed
from steward.warehouse.loading.sqltext import identifier, literal

ENDING = ".parquet"


@dataclass(frozen=True, kw_only=True)
class PartitionedFeed(ParquetFeed):
    """Its files in the order of their names; a line is the number of a row from the first file on. `keys`: columns that
    the folders name."""

    parts: tuple[Path, ...]
    keys: tuple[str, ...]

    @property
    def native(self) -> str:
        """DuckDB's own reader over all of them; what folders name is text."""
        return f"(select {', '.join(map(identifier, self.columns))} from {reading(self.parts, bool(self.keys))})"

    @property
    def counted(self) -> bool:
        """A row has a number in its own file alone."""
        return False


def parts_of(folder: Path) -> tuple[Path, ...]:
    """The Parquet files below a folder, but hidden ones and those that mark that a job is done."""
    found = (path for path in sorted(folder.rglob(f"*{ENDING}")) if path.is_file())
    return tuple(path for path in found if not _hidden(path.relative_to(folder)))


def keys_of(folder: Path, parts: Sequence[Path], name: str) -> tuple[str, ...]:
    """The columns that the folders name, the same above every file. Raises FileUnreadable."""
    by_file = {tuple(_keys(part.relative_to(folder).parent.parts)) for part in parts}
    if len(by_file) > 1:
        said = " and ".join(f"“{'/'.join(keys) or 'none'}”" for keys in sorted(by_file)[:2])
        raise FileUnreadable(f"{name}: its files lie in folders of different keys, {said}; they should all be alike.")
    return next(iter(by_file), ())


def reading(parts: Iterable[Path], keyed: bool) -> str:
    """SQL behind `from` for the rows of all files."""
    files = ", ".join(literal(str(part.resolve())) for part in parts)
    keys = f"hive_partitioning = {str(keyed).lower()}, hive_types_autocast = false"
    return f"read_parquet([{files}], {keys}, union_by_name = true)"


def _keys(folders: Iterable[str]) -> Iterable[str]:
    return (folder.partition("=")[0] for folder in folders if "=" in folder)


def _hidden(place: Path) -> bool:
    return any(part.startswith((".", "_")) for part in place.parts)

"""Writing the files: never over somebody's own data, and never half a file."""

import csv
import tomllib
from collections.abc import Iterable
from pathlib import Path

from steward.errors import SampleRefused
from steward.whole_files import make_folder, move

DATA_FILES = (".csv", ".tsv", ".parquet", ".xlsx", ".xls")
SETTINGS = ("workspace.toml", "sources.toml")


def refuse_if_owned(data: Path) -> None:
    """Raise SampleRefused where `data` holds files that no sample wrote."""
    if not data.is_dir() or _is_sample(data / "workspace.toml"):
        return
    own = [f.name for f in sorted(data.iterdir()) if f.suffix.lower() in DATA_FILES or f.name in SETTINGS]
    if own:
        raise SampleRefused(f"{data} already holds {own[0]}, which no sample wrote; choose another --home.")


def _is_sample(workspace: Path) -> bool:
    try:
        return tomllib.loads(workspace.read_text(encoding="utf-8-sig")).get("sample") is True
    except (OSError, ValueError):
        return False


class Batch:
    """Files written under temporary names, put in place together; the temporary ones vanish when that fails."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._names: list[str] = []

    def __enter__(self) -> "Batch":
        make_folder(self.folder)
        return self

    def __exit__(self, failed: object, *_: object) -> None:
        for name in self._names:
            if failed:
                self._part(name).unlink(missing_ok=True)
            else:
                move(self._part(name), self.folder / name)

    def path(self, name: str) -> Path:
        """Where to write the file that will be called `name`."""
        self._names.append(name)
        return self._part(name)

    def text(self, name: str, content: str) -> None:
        """A text file."""
        self.path(name).write_text(content, encoding="utf-8", newline="\n")

    def table(self, name: str, columns: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> None:
        """A CSV file; an empty string or None is an empty field."""
        with self.path(f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(columns)
            writer.writerows(rows)

    def _part(self, name: str) -> Path:
        return self.folder / f".{name}.part"

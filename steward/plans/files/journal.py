"""`journal.jsonl`: who changed what, when, from what to what. Lines are only ever added.

A line is written before the file it speaks of is replaced. After a crash the last line may be torn (it is passed over)
or may speak of a save that never came about (the file then still is what the line calls `before`).
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, is_dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from steward.plans.files.changes import PlanChange
from steward.plans.files.values import is_empty, plain_value
from steward.whole_files import append

NAME = "journal.jsonl"
BY_HAND = "edited by hand"


@dataclass(frozen=True, kw_only=True)
class JournalLine:
    """One line of the journal. `before` and `after` are digests of the file, `before` empty where there was none."""

    at: datetime
    who: str
    how: str
    file: str
    before: str
    after: str
    changes: tuple[PlanChange, ...] = ()


def add(folder: Path, lines: Sequence[JournalLine]) -> None:
    """Append lines and see them on the disk."""
    append(folder / NAME, b"".join(written(line) for line in lines))


def lines(folder: Path) -> list[JournalLine]:
    """Every whole line, the earliest first."""
    return [line for line in map(_read, _raw(folder)) if line is not None]


def last(folder: Path, file: str) -> JournalLine | None:
    """The last whole line about a file."""
    latest = map(_read, reversed(_raw(folder)))
    return next((line for line in latest if line is not None and line.file == file), None)


def _raw(folder: Path) -> list[bytes]:
    path = folder / NAME
    return path.read_bytes().split(b"\n") if path.exists() else []


def now() -> datetime:
    """This second, in universal time."""
    return datetime.now(UTC).replace(microsecond=0)


def written(line: JournalLine) -> bytes:
    """A line as it stands in the file."""
    said = {
        "at": line.at.isoformat(),
        "who": line.who,
        "how": line.how,
        "file": line.file,
        "before": line.before,
        "after": line.after,
        "changes": [_change(change) for change in line.changes],
    }
    return json.dumps(said, ensure_ascii=False, default=str).encode("utf-8", "backslashreplace") + b"\n"


def _change(change: PlanChange) -> dict[str, Any]:
    place = {"section": change.section, "entry": change.entry, "key": change.key}
    return {
        **{name: said for name, said in place.items() if said},
        "from": _said(change.before),
        "to": _said(change.after),
    }


def _said(value: Any) -> Any:
    """A value in JSON's types; a whole entry as its filled keys."""
    if is_dataclass(value) and not isinstance(value, type):
        return {name: _said(inner) for name, inner in asdict(value).items() if not is_empty(inner)}
    return value.isoformat() if isinstance(value, date) else plain_value(value)


def _read(raw: bytes) -> JournalLine | None:
    """A line as it was written; None for one that is torn, or that Steward did not write."""
    try:
        said = json.loads(raw)
        return JournalLine(
            at=_universal(datetime.fromisoformat(said["at"])),
            **{name: str(said[name]) for name in ("who", "how", "file", "before", "after")},
            changes=tuple(_changes(said["changes"])),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _universal(at: datetime) -> datetime:
    """Steward writes universal time; one written by hand without a zone is taken for it."""
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _changes(said: Sequence[dict[str, Any]]) -> Iterator[PlanChange]:
    for one in said:
        section, entry, key = (str(one.get(name, "")) for name in ("section", "entry", "key"))
        yield PlanChange(section, entry, key, one.get("from"), one.get("to"))

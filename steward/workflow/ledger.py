"""`events.jsonl`: what happened to one thing, a line an event, each naming the line before it by its digest.

Whoever edits, removes or moves an old line breaks the chain, and it is told; that is evidence of a change and no lock
against it (who may write the folder can write the whole file anew). A line that a crash tore is passed over: nothing
was said to have happened.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from steward.whole_files import append

START = ""
"""What the first line names as the one before it."""


@dataclass(frozen=True, kw_only=True)
class LedgerEvent:
    """One thing that happened. `at`: in universal time, never before the event ahead of it; `about`: what the event
    says besides, in JSON's types; `content`: the digest of what it was done to; `before`: the digest of the last line.
    """

    at: datetime
    who: str
    event: str
    about: Mapping[str, Any] = field(default_factory=dict)
    content: str = ""
    before: str = START
    digest: str = ""


@dataclass(frozen=True)
class Ledger:
    """The whole lines of one file, the earliest first, and the numbers of those where the chain does not hold."""

    events: tuple[LedgerEvent, ...] = ()
    broken: tuple[int, ...] = ()
    numbers: tuple[int, ...] = ()
    """Of the line each event stands in."""

    @property
    def names(self) -> tuple[str, ...]:
        """What happened, in order."""
        return tuple(one.event for one in self.events)

    @property
    def last(self) -> LedgerEvent | None:
        """The latest event."""
        return self.events[-1] if self.events else None


def read(path: Path) -> Ledger:
    """What happened so far; nothing where nobody wrote. Raises OSError."""
    raw = path.read_bytes().split(b"\n") if path.is_file() else []
    lines = [(number, line, _read(line)) for number, line in enumerate(raw, 1) if line]
    found = [(number, event) for number, _, event in lines if event is not None]
    strange = {number for number, line, event in lines if event is None and not _torn(line)}
    chained = [LedgerEvent(at=_EPOCH, who="", event=""), *(event for _, event in found)]
    loose = {
        number
        for (number, _), (ahead, event) in zip(found, pairwise(chained), strict=True)
        if event.before != ahead.digest or event.digest != _digest(event) or event.at < ahead.at
    }
    broken = sorted(loose | strange)
    return Ledger(tuple(event for _, event in found), tuple(broken), tuple(number for number, _ in found))


def add(
    path: Path,
    who: str,
    event: str,
    about: Mapping[str, Any] | None = None,
    content: str = "",
    at: datetime | None = None,
) -> LedgerEvent:
    """Write that something happened, and see it on the disk. One at a time: whoever calls holds the folder's lock.

    Where a clock went back, the event is said to be of the same second as the last. Raises OSError."""
    last = read(path).last
    now = (at or datetime.now(UTC)).replace(microsecond=0)
    said = LedgerEvent(
        at=max(now, last.at) if last else now, who=who, event=event, about=dict(about or {}), content=content,
        before=last.digest if last else START,
    )  # fmt: skip
    written = LedgerEvent(**{**_fields(said), "digest": _digest(said)})
    append(path, _line(written) + b"\n")
    return written


_EPOCH = datetime(1, 1, 1, tzinfo=UTC)


def _fields(event: LedgerEvent) -> dict[str, Any]:
    return {name: getattr(event, name) for name in LedgerEvent.__dataclass_fields__}


def _line(event: LedgerEvent) -> bytes:
    said = {**_fields(event), "at": event.at.isoformat()}
    return json.dumps(said, ensure_ascii=False, sort_keys=True).encode("utf-8", "backslashreplace")


def _digest(event: LedgerEvent) -> str:
    """What tells a line from any other: all it says but this itself."""
    said = {**_fields(event), "at": event.at.isoformat()}
    del said["digest"]
    return hashlib.sha256(json.dumps(said, ensure_ascii=True, sort_keys=True).encode()).hexdigest()


def _read(raw: bytes) -> LedgerEvent | None:
    try:
        said = json.loads(raw)
        at = datetime.fromisoformat(said.pop("at"))
        event = LedgerEvent(at=at if at.tzinfo else at.replace(tzinfo=UTC), **said)
        texts = (event.who, event.event, event.content, event.before, event.digest)
        return event if isinstance(event.about, dict) and all(isinstance(one, str) for one in texts) else None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _torn(line: bytes) -> bool:
    """Whether a line begins as ours do and has no end: somebody was killed while writing it. One that a person broke
    looks the same; the line after it then names another before it."""
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return line[:8] == b'{"about"'[: len(line)]
    return False

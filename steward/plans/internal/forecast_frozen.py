"""What a call was submitted with: every item as it was known that day, and never again otherwise."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from steward.domain.forecasting.items import CallItem, CallKind, ItemState, Numbers

VERSION = 1


@dataclass(frozen=True)
class FrozenCall:
    """The items of a call. `problem`: why they are not known, in words; empty where they are what was submitted."""

    items: tuple[CallItem, ...] = ()
    problem: str = ""


def frozen_bytes(items: Sequence[CallItem]) -> bytes:
    """The items as a file: the same for the same items, in whatever order they come."""
    lines = ",\n".join(_line(_told(one)) for one in sorted(items, key=lambda one: one.key))
    return f'{{"version": {VERSION}, "items": [\n{lines}\n]}}\n'.encode("utf-8", "backslashreplace")


def _line(said: dict[str, Any]) -> str:
    return json.dumps(said, ensure_ascii=False, sort_keys=True)


def content_of(raw: bytes) -> str:
    """What tells one such file from every other."""
    return hashlib.sha256(raw).hexdigest()


def frozen_of(raw: bytes, digest: str) -> FrozenCall:
    """What was submitted, where the file still is that."""
    if not raw:
        return FrozenCall(problem="What it was submitted with is gone.")
    if content_of(raw) != digest:
        return FrozenCall(problem="What it was submitted with was changed since.")
    try:
        return FrozenCall(tuple(_read(one) for one in json.loads(raw)["items"]))
    except (ValueError, KeyError, TypeError, AttributeError):
        return FrozenCall(problem="What it was submitted with cannot be read.")


_DAYS = ("close_on", "since")


def _told(one: CallItem) -> dict[str, Any]:
    plain = {name: value for name, value in vars(one).items() if value not in ("", None, False)}
    days = {name: day.isoformat() for name in _DAYS if (day := plain.get(name))}
    return {**plain, "kind": one.kind.value, "state": one.state.value, "counts": list(one.counts), **days}


_KINDS = {one.value: one for one in CallKind}
_STATES = {one.value: one for one in ItemState}


def _read(said: dict[str, Any]) -> CallItem:
    days = {name: date.fromisoformat(said[name]) for name in _DAYS if name in said}
    typed = {"kind": _KINDS[said["kind"]], "state": _STATES[said["state"]], "counts": Numbers(*said["counts"])}
    known = {name: value for name, value in said.items() if name in CallItem.__dataclass_fields__}
    return CallItem(**{"category": "", "amount": 0, "due": False, **known, **days, **typed})

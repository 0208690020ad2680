"""The first lines of a large text file as a file of its own, to be looked at while somebody waits."""

import shutil
from pathlib import Path

LARGE = 2_000_000
"""Bytes; what is smaller is read whole."""
HEAD = 120_000
TRIES = 200
TEXTS = (".csv", ".tsv", ".txt")


def is_large(path: Path) -> bool:
    """Whether it has a head that is worth looking at by itself. UTF-16 has none: its lines end otherwise."""
    if path.suffix.lower() not in TEXTS or path.stat().st_size <= LARGE:
        return False
    with path.open("rb") as stream:
        return b"\0" not in stream.read(HEAD)


def write_head(path: Path, target: Path) -> None:
    """Its first records, whole as far as quotes tell; a file that has no head is copied as it is."""
    if not is_large(path):
        shutil.copyfile(path, target)
        return
    with path.open("rb") as stream:
        target.write_bytes(_whole_records(stream.read(HEAD)))


def _whole_records(head: bytes) -> bytes:
    """Cut behind the last line in which no quote is open."""
    cut = len(head)
    for _ in range(TRIES):
        cut = max(head.rfind(b"\n", 0, cut), head.rfind(b"\r", 0, cut))
        if cut <= 0:
            return head
        if head.count(b'"', 0, cut) % 2 == 0:
            return head[: cut + 1]
    return head

"""What names one version of a quote on paper and in a mail, and what of it a text names."""

import re
from collections.abc import Iterator
from typing import NamedTuple

DIGITS = 8
"""Of a version's digest, as it stands in the acceptance block; nobody compares more by eye."""
_GAP = r"[\s·•,;:|()\[\]–—-]"
_REST = rf"{_GAP}+v(?:ersion)?\.?\s?(?P<version>\d{{1,6}})(?:{_GAP}+(?P<digest>[0-9a-f]{{8,64}})(?![0-9a-z]))?"
_ANY = re.compile(rf"(?<![\w./-])(?P<reference>[\w./-]+){_REST}(?!\w)", re.IGNORECASE)


class NamedVersion(NamedTuple):
    """A version that a text names; `digest` empty where it names no text of it."""

    reference: str
    version: int
    digest: str


def stamp(reference: str, version: int, digest: str) -> str:
    """What names a version, its text with it.

    >>> stamp("NW-1004-Q1", 2, "7f3a91c0ffee")
    'NW-1004-Q1 v2 · 7f3a91c0'
    """
    return f"{reference} v{version} · {digest[:DIGITS]}"


def named_versions(text: str, reference: str) -> tuple[NamedVersion, ...]:
    """Every version that a text names: those of this reference, with their text or without, then those of others with.

    >>> named_versions("I approve NW-1004-Q1 v2 · 7F3A91C0.", "NW-1004-Q1")
    (NamedVersion(reference='NW-1004-Q1', version=2, digest='7f3a91c0'),)
    >>> named_versions("Not NW-1004-Q11 version 2, 7f3a91c0", "NW-1004-Q1")
    (NamedVersion(reference='NW-1004-Q11', version=2, digest='7f3a91c0'),)
    """
    words = " ".join(text.split())
    own = re.compile(
        rf"(?<![\w./-])(?P<reference>{re.escape(' '.join(reference.split()))}){_REST}(?!\w)", re.IGNORECASE
    )
    return (*_found(own, words), *(one for one in _found(_ANY, own.sub(" ", words)) if one.digest))


def without_versions(text: str, reference: str) -> str:
    """A text without what it names of this reference, so that only what is said of it is left."""
    return re.sub(re.escape(reference) + _REST, " ", text, flags=re.IGNORECASE)


def _found(pattern: re.Pattern[str], words: str) -> Iterator[NamedVersion]:
    for one in pattern.finditer(words):
        yield NamedVersion(one["reference"], int(one["version"]), (one["digest"] or "").casefold())

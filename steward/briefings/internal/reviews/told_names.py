"""Words that no customer is to read: the names of other customers, and words that are ours alone."""

import re
import unicodedata
from collections.abc import Collection, Iterator
from functools import lru_cache

INTERNAL_WORDS = (
    "internal", "confidential", "churn", "upsell", "upselling", "cross-sell", "cross-selling", "whitespace",
    "wallet", "economic buyer", "blocker", "sceptic", "at risk", "health score", "forecast", "commission", "quota",
    "discount floor", "our margin", "walk-away",
)  # fmt: skip
"""Words that are ours alone; found where a person wrote them."""
SHORT = 3
"""A name of so many letters or fewer may be a word as well: it is a name where it is written exactly so."""
_ALIKE = {ord(one): "'" for one in "’‘ʼ`´＇"} | {ord(one): "-" for one in "‐‑‒–—−"}


def other_customers(text: str, names: tuple[str, ...], own: Collection[str]) -> Iterator[str]:
    """Whom of `names` a text names, but for those that are its own customer's. The longest name that stands in a place
    is the one that is meant: “Kin Nordics” is not “Kin”."""
    mine = {_folded(one).casefold() for one in own}
    pattern = _any_of((*names, *(one for one in own if one not in names)))
    if pattern:
        yield from (found for found in pattern.findall(_folded(text)) if found.casefold() not in mine)


def internal_words(text: str, own: Collection[str]) -> Iterator[str]:
    """The words in a text that are ours alone; one in the customer's own name is theirs."""
    said = _folded(text)
    for name in sorted(map(_folded, own), key=len, reverse=True):
        said = said.replace(name, "")
    pattern = _any_of(INTERNAL_WORDS)
    yield from pattern.findall(said) if pattern else ()


@lru_cache(maxsize=8)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str] | None:
    """Any of these as whole words, the longest first; made once for all accounts of a book."""
    found = sorted({_folded(word) for word in words}, key=lambda word: (-len(word), word))
    long = "|".join(re.escape(word) for word in found if len(word) > SHORT)
    short = [re.escape(word) for word in found if 1 < len(word) <= SHORT]
    either = "|".join([*([f"(?i:{long})"] if long else ()), *short])
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)") if either else None


def _folded(text: str) -> str:
    """A text as it is compared: one way to write an apostrophe, a hyphen, a space, and letters with their marks."""
    seen = "".join(one for one in text.translate(_ALIKE) if unicodedata.category(one) != "Cf")
    return " ".join(unicodedata.normalize("NFKC", seen).split())

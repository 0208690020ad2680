"""How often something is held, read from the words people write: "quarterly", "every six months", "twice a year"."""

import re

WORDS = {
    "a": 1, "one": 1, "once": 1, "two": 2, "twice": 2, "three": 3, "four": 4, "six": 6, "twelve": 12,
    "other": 2, "second": 2, "third": 3,
}  # fmt: skip
UNITS = {"week": 0, "month": 1, "quarter": 3, "year": 12}
OFTEN = {
    r"\b(half[- ]yearly|semi[- ]?annual\w*|biannual\w*)\b": 6,
    r"\b(quarterly)\b": 3,
    r"\b(monthly|weekly|fortnightly|daily)\b": 1,
    r"\b(yearly|annual\w*)\b": 12,
}
_TIMES = re.compile(r"\b(once|twice|one|two|three|four|six|\d+)(?: times)? (?:a|an|per|every) (year|quarter)\b")
_EVERY = re.compile(r"\bevery(?: (other|second|third|two|three|four|six|twelve|\d+))? (week|month|quarter|year)s?\b")


def quarters_between(words: str) -> int | None:
    """Quarters from one to the next, at least 1, as what is said first tells; None where the words do not say."""
    found = _found(words.casefold())
    return max(1, round(min(found)[1] / 3)) if found else None


def quarters_between_reviews(words: str) -> int | None:
    """The same where words tell of several meetings: as is said behind the first review they name, else of any."""
    _, review, behind = words.casefold().partition("review")
    return (quarters_between(behind) if review else None) or quarters_between(words)


def _found(text: str) -> list[tuple[int, float]]:
    """Where in a text it is said how often, and how many months that is."""
    return [
        *((match.start(), UNITS[match[2]] / max(_number(match[1]), 1)) for match in _TIMES.finditer(text)),
        *((match.start(), _number(match[1] or "one") * UNITS[match[2]]) for match in _EVERY.finditer(text)),
        *((match.start(), months) for pattern, months in OFTEN.items() for match in re.finditer(pattern, text)),
    ]


def _number(word: str) -> int:
    return int(word) if word.isdigit() else WORDS[word]

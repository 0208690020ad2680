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
    text = words.casefold()
    found = [
        *((match.start(), UNITS[match[2]] / max(_number(match[1]), 1)) for match in _TIMES.finditer(text)),
        *((match.start(), _number(match[1] or "one") * UNITS[match[2]]) for match in _EVERY.finditer(text)),
        *((match.start(), months) for pattern, months in OFTEN.items() for match in re.finditer(pattern, text)),
    ]
    return max(1, round(min(found)[1] / 3)) if found else None


def _number(word: str) -> int:
    return int(word) if word.isdigit() else WORDS[word]

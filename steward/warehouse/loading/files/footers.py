"""What a report prints below its data: when it was made, how many rows it has, that it ends here.

Such a line is no row. It is turned down as what it is, before a query could count it and instead of for what it lacks.
"""

import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from steward.warehouse.loading.files.csv_records import Record

MOST_LINES = 12
TAIL = 8_192
COUNTED = r"(?:rows?|records?|lines?|items?|entries|results?)"
SPEAKS_OF_THE_REPORT = rf"""[\s\-–—*=_(]*(?:
        (?:(?:report|data|file)\s+)?(?:generated|exported|created|printed|downloaded|produced|last\s+refreshed|as\s+of)
            (?:\s+(?:on|at|by|from|with)\b|\s*:|\s+\d).*
        | (?:report|export|run|print|extract|generation)\s+(?:date|time|run|generated|created|on|by)\b.*
        | end\s+of\s+(?:the\s+)?(?:report|file|data|list|export|extract|table|document)\b.* | end | eof
        | (?:total\s+|number\s+of\s+|no\.?\s+of\s+)?{COUNTED}(?:\s+(?:count|total|returned))?\s*[:=]?\s*\d[\d.,\s]*
        | (?:total|number\s+of|no\.?\s+of)\s+{COUNTED}\s*[:=]? | (?:row|record|line)\s+count\b.* | count\s*[:=].*
        | \d[\d.,\s]*{COUNTED}\b.* | showing\s+\d.* | page\s+\d+(?:\s+of\s+\d+)?
        | (?:copyright|©|c\))\s.* | .*\ball\s+rights\s+reserved\.? | (?:strictly\s+|company\s+)?confidential\b.*
        | (?:source|filters?(?:\s+applied)?|applied\s+filters?|disclaimer|notes?)\s*:.*
        | (?:erstellt|exportiert|gedruckt)\s+(?:am|von|um)\b.* | ende\s+(?:des|der)\s+\w+ | stand\s*:.*
        | (?:généré|exporté|imprimé|édité)\s+(?:le|par)\b.* | fin\s+d[ue]\s+\w+
    )[\s\-–—*=_.)]*"""
ADDS_UP = re.compile(
    rf"""[\s*]*(?:(?:grand|report|overall|all)\s+)?(?:(?:sub-?)?totals?|sum|count|{COUNTED}|summe|anzahl|gesamt(?:summe)?
        |total\s+général|nombre)(?:\s+{COUNTED})?\s*[:*]*""",
    re.IGNORECASE | re.VERBOSE,
)
NUMBER = re.compile(r"\D{0,4}\d[\d.,'’\s]*\D{0,4}")


def told_apart(rows: Iterable[Record], width: int) -> Iterator[Record]:
    """The records of a file, those below its data with that as their problem."""
    last: deque[Record] = deque()
    for record in rows:
        last.append(record)
        if len(last) > MOST_LINES:
            yield last.popleft()
    data = _last_row(list(last), width) + 1
    for number, record in enumerate(last):
        yield record if number < data else replace(record, problem=_said(record))


def may_have_footers(path: Path, delimiter: str, width: int) -> bool:
    """Whether the last lines of a text file look like it; what they are is seen when the records are read."""
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - TAIL))
        lines = stream.read().decode("utf-8", "replace").splitlines()[-MOST_LINES:]
    return any(_below(fields, width) for fields in csv.reader(lines, delimiter=delimiter, skipinitialspace=True))


def _last_row(records: Sequence[Record], width: int) -> int:
    """The last that is a row. Whatever is hardly filled between two lines that speak of the report is none either."""
    first = len(records)
    for number in range(len(records) - 1, -1, -1):
        if _below(records[number].fields, width):
            first = number
        elif _filled(records[number].fields) > 1 and len(records[number].fields) >= width:
            break
    while 0 < first < len(records) and not _filled(records[first - 1].fields):
        first -= 1
    return first - 1


def _below(fields: Sequence[str], width: int) -> bool:
    """Whether a line speaks of the report or adds it up, and is not one more row of it."""
    texts = [field.strip() for field in fields if field.strip()]
    if not texts or (len(texts) >= width and width != 2):
        return False
    figures = len(texts) > 1 and all(NUMBER.fullmatch(text) for text in texts[1:])
    if _speaks_of_the_report().fullmatch(texts[0]):
        return len(texts) < width and (len(texts) == 1 or figures or len(texts) <= width // 2)
    return bool(ADDS_UP.fullmatch(texts[0])) and figures and (len(texts) < width or width == 2)


@cache
def _speaks_of_the_report() -> re.Pattern[str]:
    """Compiled when a line is first doubted: it takes longer than to read a small file, and most have no such line."""
    return re.compile(SPEAKS_OF_THE_REPORT, re.IGNORECASE | re.VERBOSE)


def _filled(fields: Sequence[str]) -> int:
    return sum(1 for field in fields if field.strip())


def _said(record: Record) -> str:
    text = " ".join(field.strip() for field in record.fields if field.strip())
    return f"is no row but stands below the data: “{text[:60]}”" if text else "is an empty line below the data"

"""What is wrong with SQL of `sources.toml`, in words for the person who wrote it, with what is near it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from steward.warehouse.loading.nearest import nearest

NO_COLUMN = re.compile(r'Referenced column "(.+?)" not found|does not have a column named "(.+?)"')
NO_PART = re.compile(r'Could not find key "(.+?)" in struct')
NO_TABLE = re.compile(r'Table with name (.+?) does not exist|Referenced table "(.+?)" not found')
NO_FUNCTION = re.compile(r"(?:Scalar |Aggregate |Table )*Function with name (\S+) does not exist")
NO_MATCH = re.compile(r"(?:argument types '|function call \")(\W+|\w+)\((.*?)\)['\"]\.")
CANDIDATE = re.compile(r"^\t.*?(\(.*\)) -> ", re.MULTILINE)
NOT_GROUPED = re.compile(r'column "(.+?)" must appear in the GROUP BY clause')
NEAR = re.compile(r'syntax error at or near "(.*?)"')
OUT_OF_REACH = re.compile(r'Cannot access (?:file|directory) "(.+?)" - ')
NO_LIST = re.compile(r"UNNEST.* (?:requires a single list|can only be applied to lists)")
TEXT_WITH_NUMBER = re.compile(
    r"Cannot (?:compare|mix) values of type (?=.*VARCHAR)(?=.*(?:INTEGER|DECIMAL|DOUBLE|BIGINT))"
)
SUGGESTED = re.compile(r'Did you mean "(.+?)"')
POINTED = re.compile(r"\n+LINE (\d+): (.*)\n( *)(\^+)")
WORDS = re.compile(r"[^\W\d][\w &./-]*")
MOST_LETTERS = 300
MOST_CANDIDATES = 2


@dataclass(frozen=True)
class SqlProblem:
    """A sentence without its full stop, and the line of the SQL it is about, where DuckDB points to one."""

    said: str
    line: int | None


def explained(problem: duckdb.Error, columns: Sequence[str], files: Sequence[str], expression: str = "") -> SqlProblem:
    """`columns` and `files`: what there is to be named. `expression`: the whole of it, where it is no query."""
    message = str(problem).strip()
    pointed = POINTED.search(message)
    said = _said(message, columns, files, expression)
    if pointed and not expression and (part := _part(pointed)) and part not in said:
        said += f", near “{part}”"
    return SqlProblem(said, int(pointed[1]) if pointed else None)


def _said(message: str, columns: Sequence[str], files: Sequence[str], expression: str) -> str:
    if found := OUT_OF_REACH.search(message):
        if stem := _of_data(found[1], files):
            return f"a file of data/ is named without folder and ending: “{stem}”, not “{found[1]}”"
        return f"“{found[1]}” is out of reach: SQL of sources.toml reads the files of data/ and nothing else"
    if found := NO_COLUMN.search(message):
        name = found[1] or found[2]
        return f"there is no column “{name}”{nearest(name, columns)}{_quoting(name, expression)}"
    if found := NO_PART.search(message):
        inside = [column.split(".", 1)[1] for column in columns if "." in column]
        return f"the joined file has no column “{found[1]}”{nearest(found[1], inside)}"
    if found := NO_TABLE.search(message):
        name = found[1] or found[2]
        if expression:
            joins = dict.fromkeys(column.split(".")[0] for column in columns if "." in column)
            return f"there is no join called “{name}”{nearest(name, joins)}"
        last = name.strip('"').rpartition(".")[2]
        if known := next((each for each in files if each.lower() == last.lower()), None):
            return f"files of data/ stand in no schema: write “{known}” alone"
        return f"there is no file called “{name}” in data/{nearest(name, files)}"
    if found := NO_FUNCTION.search(message):
        near = SUGGESTED.search(message)
        return f"there is no function “{found[1]}”" + (f"; did you mean “{near[1]}”" if near else "")
    if found := NO_MATCH.search(message):
        takes = " or ".join(CANDIDATE.findall(message)[:MOST_CANDIDATES])
        return f"“{found[1]}” does not take ({found[2]})" + (f"; it takes {takes}; cast what is text" if takes else "")
    if found := NOT_GROUPED.search(message):
        one = f'any_value("{found[1]}")'
        return f"“{found[1]}” has many values in a group: name it behind group by, take {one}, or write group by all"
    if NO_LIST.search(message):
        return "unnest takes a list apart and this is none; of a text string_split(…, ';') makes one"
    if TEXT_WITH_NUMBER.search(message):
        return "a text and a number meet here; try_cast(… as double) makes a number of a text"
    if found := NEAR.search(message):
        return f"syntax error near “{found[1]}”" + _several_words(expression, columns)
    return _plainly(message)


def _of_data(path: str, files: Sequence[str]) -> str:
    """The name by which a file of data/ is to be called, where a path means one; empty where it means none."""
    folder, _, name = path.replace("\\", "/").rpartition("/")
    stem = name.partition(".")[0].lower()
    if folder.rpartition("/")[2] not in ("", "data", "."):
        return ""
    return next((each for each in files if each.lower() in (stem, name.lower())), "")


def _quoting(name: str, expression: str) -> str:
    """Whoever writes region = "EMEA" means a text."""
    if expression.strip().strip('"') != name:
        return ""
    return f"; a text is written in quotes of its own, \"'{name}'\""


def _several_words(expression: str, columns: Sequence[str]) -> str:
    """North America is no SQL: the name of a column, or a text, without its quotes."""
    words = expression.strip()
    if not WORDS.fullmatch(words) or " " not in words:
        return ""
    near = nearest(words, columns)
    return f"{near if 'did you mean' in near else ''}; a text is written in quotes of its own, \"'{words}'\""


def _part(pointed: re.Match[str]) -> str:
    """What the carets point at."""
    start = len(pointed[3]) - len(f"LINE {pointed[1]}: ")
    return pointed[2][start : start + len(pointed[4])].strip() if start >= 0 else ""


def _plainly(message: str) -> str:
    """All of it that stands above the SQL, in one line and without the kind of error in front."""
    above = re.split(r"\n+LINE \d+:", message)[0]
    _, _, words = above.partition("Error: ")
    return re.sub(r"\s+", " ", words or above).strip()[:MOST_LETTERS].rstrip(".! ")

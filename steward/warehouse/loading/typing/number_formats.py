"""How the numbers of a column are written, and of a whole file where one column cannot tell."""

from collections.abc import Callable
from dataclasses import replace

import duckdb

from steward.errors import FileUnreadable
from steward.warehouse.canonical import Field, Kind
from steward.warehouse.loading.sqltext import literal
from steward.warehouse.loading.typing.column_formats import Decision, count, winner
from steward.warehouse.loading.typing.columns import says_nothing, typed
from steward.warehouse.loading.typing.reading_numbers import (
    MOST_SHARE,
    POWERS,
    bare_fits,
    bare_of,
    code,
    parts,
    word_of,
)
from steward.warehouse.loading.typing.value_formats import USUAL, House, ValueFormat

MOST_OTHERS = 100
Beside = tuple[tuple[str, tuple[str, ...]], ...]
"""Columns as text: SQL behind `from`, and SQL for each."""
LIKE = {".": "1,234.50", ",": "1.234,50"}
LEVEL = "availability_target"
SHARES = ("probability", "retention", "base_growth")
NO_SIGN = "could be a share or a percentage, where others of the column bear a % sign; write it with one"
SIGNLESS = "bears a % sign, and others of the column none; write every number one way"
UNCLEAR = "could have thousands or three decimals, and {} show both; write it like 1234.0"
OF_FILE, OF_TABLE = "the file’s other numbers", "the table’s other files"


def decide_numbers(
    connection: duckdb.DuckDBPyConnection, relation: str, field: Field, house: House, file: str
) -> Decision:
    """Look at a column of text called as the field. Raises FileUnreadable where it contradicts itself."""
    either = "point and comma"
    unsigned = "figures and bare <> '' and not v like '%\\%' escape '\\'"
    told = [
        {
            "unmarked": parts("replace(v, '%', '')"),
            "written": parts("v"),
            "usual": f"{typed(field, 'v', USUAL, null_words=False)} is not null",
        },
        {"bare": bare_of("unmarked"), "named": word_of("written")},
        {
            "size": "abs(coalesce(try_cast(bare as double), try_cast(replace(bare, ',', '.') as double)))",
            "point": bare_fits("bare", "."),
            "comma": bare_fits("bare", ","),
            "power": f"coalesce(regexp_full_match(bare, '{POWERS}'), false)",
            "cash": code("named", house),
        },
        {"figures": "point or comma or power"},
    ]
    tests = {
        "points": "point and not comma",
        "commas": "comma and not point",
        "point_or_thousands": f"{either} and bare like '%.%'",
        "comma_or_thousands": f"{either} and bare like '%,%'",
        "percent": "v like '%\\%' escape '\\'",
        "unsigned": unsigned,
        "shares": f"{unsigned} and size > 0 and size < 1",
        "percentages": f"{unsigned} and size > {MOST_SHARE}",
        "words": says_nothing("v"),
        "grouped": "point and bare like '%,%'",
        "odd": "not usual and figures and bare <> ''",
        "foreign": f"cash <> {literal(house.currency)} and figures",
        "unnamed": "named = '' and (usual or figures)",
    }
    found = count(connection, relation, field.name, told, tests)
    return _form(field, found, house, file)


def _form(field: Field, found: dict[str, int], house: House, file: str) -> Decision:
    decimals = winner(point=found["points"], comma=found["commas"])
    if not decimals and found["points"]:
        raise FileUnreadable(f"{file}: {field.name} mixes 1,234.50 and 1.234,50; write every number one way.")
    if found["comma_or_thousands"] and found["point_or_thousands"] and not decimals:
        raise FileUnreadable(f"{file}: {field.name} mixes 1,234 and 1.234; write every number one way.")
    level = field.name == LEVEL
    percent = (1 if level else 100) if found["percent"] else 0
    foreign = field.kind is Kind.MONEY and found["foreign"] > 0
    form = ValueFormat(odd=True, foreign=foreign, null_words=found["words"] > 0, percent=percent, house=house)
    sign = {"point": ".", "comma": ","}.get(decimals or "")
    unnamed = f"{field.name}: amounts without a currency are taken to be in {house.currency}"
    notes = (unnamed,) if foreign and found["unnamed"] else ()
    unsure = found["point_or_thousands"] + found["comma_or_thousands"]
    decision = Decision(
        form, notes, decimals=sign, open=unsure > 0, signed=found["percent"] > 0 and not found["unsigned"]
    )
    if percent == 100:
        decision = _beside_percentages(decision, field.name, found)
    elif percent and found["unsigned"]:
        decision = _beside_levels(decision, found)
    if sign == ",":
        return with_decimals(decision, field.name, ",")
    if sign == ".":
        return with_decimals(decision, field.name, ".") if found["grouped"] else decision
    return _alone(decision, field.name, found) if unsure else decision


def _beside_percentages(decision: Decision, name: str, found: dict[str, int]) -> Decision:
    """What numbers without a % sign are where others of the column bear one."""
    if name not in SHARES:
        if not found["unsigned"]:
            return replace(decision, notes=(*decision.notes, f"{name}: numbers like 40% are read as 0.4"))
        return replace(decision, form=replace(decision.form, signless=True), unclear=SIGNLESS)
    if decision.signed:
        return decision
    most = winner(share=found["shares"], percentage=found["percentages"])
    like = {"share": "shares, 0.4 as 40 %", "percentage": "percentages, 40 as 40 %", None: ""}[most]
    note = (f"{name}: numbers without a % sign are read as {like}, beside those with one",) if like else ()
    form = replace(decision.form, beside=most or "unclear")
    return replace(decision, form=form, notes=(*decision.notes, *note), unclear=NO_SIGN, signed=True)


def _beside_levels(decision: Decision, found: dict[str, int]) -> Decision:
    """Of service levels one with a % sign is as it says, 0.5 % too; one of at most 1 without is a share, as 0.999."""
    notes = (
        (f"{LEVEL}: numbers up to 1 without a % sign are read as shares, 0.999 as 99.9 %",) if found["shares"] else ()
    )
    form = replace(decision.form, beside="level")
    return replace(decision, form=form, notes=(*decision.notes, *notes), signed=True)


def _alone(decision: Decision, name: str, found: dict[str, int]) -> Decision:
    """Where nothing in the column tells: the point marks decimals, the comma thousands."""
    if found["point_or_thousands"]:
        said = f"{name}: the point in numbers like 1.234 is taken to mark decimals"
    else:
        said = f"{name}: the comma in numbers like 1,234 is taken to mark thousands"
    return replace(decision, notes=(*decision.notes, said))


def with_decimals(decision: Decision, name: str, sign: str, like: str = "") -> Decision:
    """Numbers with this decimal sign, as the column or its file shows."""
    note = f"{name}: numbers are read like {LIKE[sign]}{like}"
    return replace(decision, form=replace(decision.form, decimals=sign), notes=(*decision.notes, note))


def signs_of(connection: duckdb.DuckDBPyConnection, beside: Beside) -> set[str]:
    """The decimal signs that other columns of the files show."""
    told = [
        {"written": parts("v")},
        {"bare": bare_of("written")},
        {"point": bare_fits("bare", "."), "comma": bare_fits("bare", ",")},
    ]
    tests = {"points": "point and not comma", "commas": "comma and not point"}
    found = [
        count(connection, relation, column, told, tests)
        for relation, columns in beside
        for column in columns[:MOST_OTHERS]
    ]
    proven = [winner(point=each["points"], comma=each["commas"]) for each in found]
    return {sign for name, sign in (("point", "."), ("comma", ",")) if name in proven}


def like_the_others(
    found: dict[str, Decision], beside: Callable[[], set[str]], files: Callable[[], set[str]]
) -> dict[str, Decision]:
    """The columns that cannot tell are read as the others of the file, else as the other files of the table; where
    those differ, their values are unclear. `beside`: the signs of columns of the file that are not of the table."""
    signs = beside() | {decision.decimals for decision in found.values() if decision.decimals}
    if signs:
        return _like(found, signs, OF_FILE)
    return _like(found, files(), OF_TABLE)


def _like(found: dict[str, Decision], signs: set[str], whose: str) -> dict[str, Decision]:
    open_ones = {name: each for name, each in found.items() if each.open and not each.decimals}
    if len(signs) == 1:
        (sign,) = signs
        return {
            name: with_decimals(replace(each, notes=each.notes[:-1]), name, sign, f", like {whose}")
            for name, each in open_ones.items()
        }
    if len(signs) == 2:
        return {name: _unclear(each, whose) for name, each in open_ones.items()}
    return {}


def _unclear(decision: Decision, whose: str) -> Decision:
    form = replace(decision.form, decimals="?")
    return replace(decision, form=form, notes=decision.notes[:-1], unclear=UNCLEAR.format(whose))

"""Load of a folder of CSV files with pandas, checked: `python pandas_load.py RULES.json DATA OUT`.

Every cell is read as text, so that what is no date and no number is found and said; prints what was found, as JSON."""

import json
import sys
from pathlib import Path
from typing import Any

import pandas as pd

NUMBERS, DATES, TIMES, YESNO = ("MONEY", "NUMBER"), ("DATE",), ("TIME",), ("YESNO",)
PLAIN = {"DATE": "%Y-%m-%d", "TIME": "%Y-%m-%d %H:%M:%S"}


def typed(frame: pd.DataFrame, table: dict[str, Any], found: dict[str, int]) -> pd.DataFrame:
    """Dates and numbers as such; what is none is counted and left empty. A row without what it needs is taken out."""
    for column, kind in table["columns"].items():
        if column not in frame.columns or kind == "TEXT":
            continue
        text = frame[column]
        if kind in NUMBERS:
            frame[column] = pd.to_numeric(text, errors="coerce")
        elif kind in PLAIN:
            frame[column] = pd.to_datetime(text, format=PLAIN[kind], errors="coerce")
        else:
            frame[column] = text.map({"true": True, "false": False}).astype("boolean")
        found["no value of its kind"] += int((text.notna() & frame[column].isna()).sum())
    needed = [column for column in table["required"] if column in frame.columns]
    whole = frame[needed].notna().all(axis=1)
    found["without what it needs"] += int((~whole).sum())
    return frame[whole]


def checked(
    frame: pd.DataFrame, table: dict[str, Any], keys: dict[str, pd.Index], found: dict[str, int]
) -> pd.DataFrame:
    """Keys that repeat, and references to nothing: taken out where they must be, else counted."""
    unique = [column for column in table["unique"] if column in frame.columns]
    if unique:
        twice = frame.duplicated(unique)
        found["a key again"] += int(twice.sum())
        frame = frame[~twice]
    for column, (other, strict) in table["references"].items():
        if column not in frame.columns or other not in keys:
            continue
        unknown = frame[column].notna() & ~frame[column].isin(keys[other])
        found["a reference to nothing"] += int(unknown.sum())
        frame = frame[~unknown] if strict else frame
    return frame


def main(rules: str, data: str, out: str) -> None:
    """Read, type, check, and write Parquet."""
    tables: dict[str, dict[str, Any]] = json.loads(Path(rules).read_text(encoding="utf-8"))
    told: dict[str, Any] = {"rows": {}, "found": {}}
    frames, keys = {}, {}
    for name, table in tables.items():
        found = dict.fromkeys(
            ("no value of its kind", "without what it needs", "a key again", "a reference to nothing"), 0
        )
        frame = pd.read_csv(Path(data) / f"{name}.csv", dtype="str", keep_default_na=False, na_values=[""])
        frames[name] = typed(frame, table, found)
        if len(table["unique"]) == 1:
            keys[name] = pd.Index(frames[name][table["unique"][0]])
        told["found"][name] = found
    for name, table in tables.items():
        frame = checked(frames[name], table, keys, told["found"][name])
        told["rows"][name] = len(frame)
        frame.to_parquet(Path(out) / f"{name}.parquet")
    print(json.dumps(told))


if __name__ == "__main__":
    main(*sys.argv[1:])

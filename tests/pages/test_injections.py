"""What people and systems write is shown as text, wherever a page shows it: no picture, icon, colour, formula or tag is
made of it. Every word goes to the browser in some field of a message; those that it reads as Markdown hold none."""

import csv
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from google.protobuf.message import Message
from streamlit.testing.v1 import AppTest

from steward.plans.customer import success_plan as agreed
from steward.plans.files.keys import Kind, Record, keys_of, sections_of
from steward.plans.files.store import Plans
from steward.plans.files.text import written
from steward.plans.internal import nps as voice
from steward.plans.internal import opportunities
from steward.plans.internal import renewals as called
from steward.plans.internal import strategy as ours
from steward.warehouse.canonical import TABLES
from steward.warehouse.canonical import Kind as Holds
from steward.warehouse.loading.load import load
from steward.workspace import Workspace
from tests.examples import first
from tests.made_once import made_once
from tests.reviews_made import BUSY

ROOT = Path(__file__).parents[2]
TELLING = ("success_plan", "strategy", "account", "account_maps")
"""Pages with many words of many people."""
PAGES = [
    pytest.param(str(path.relative_to(ROOT)), id=path.stem)
    for path in sorted((ROOT / "pages").rglob("*.py"), key=lambda path: path.stem not in TELLING)
]
INJECTED = "![zq](https://evil.example/zq) <b>zq</b> :red[zq] :zq: $zq$ "
MADE = re.compile(r"(?<!\\)!\[zq|(?<!\\):red\[zq|(?<!\\):zq:|(?<!\\)\$zq")
KEY = r"(?<![\[,]\[\"!\[zq\]\(https:\\u002f\\u002fevil\.example\\u002fzq\) )"
TAGS = re.compile(rf"<b>zq|data-figure='[^']*{KEY}\\u003[cC]b\\u003[eE]zq")
"""HTML reads tags and no Markdown, and so does a chart's text, which is told in JSON; not the key that a point carries
first. A table for paper is JSON, too, and reads nothing."""
READING_TAGS = {("html", "body")}
FILES: tuple[tuple[type[Any], str], ...] = (
    (agreed.SuccessPlan, agreed.FILE),
    (ours.Strategy, ours.FILE),
    (called.Renewals, called.FILE),
    (voice.NpsNotes, voice.FILE),
    (opportunities.OpportunityChanges, opportunities.FILE),
)
WORDS = re.compile(
    r"^(name|title|city|country|industry|segment|region|comment|reason|summary|subject|description|note|step|stage"
    r"|next_step|cause|category|owner|kind|competitor|loss_reason|respondent|role|team|family|unit)$"
)
LITERAL = {
    ("selectbox", "options"),
    ("multiselect", "options"),
    ("text_input", "default"),
    ("text_input", "value"),
    ("text_area", "default"),
    ("text_area", "value"),
    ("selectbox", "raw_value"),
    ("multiselect", "raw_values"),
    ("code", "code_text"),
    ("dataframe", "columns"),
    ("dataframe", "data"),
    ("dataframe", "display_values"),
    ("bidi_component", "json"),
}
"""Fields that the browser shows to the letter, or our own script does."""
DRAWN = {"text", "number", "date", "datetime", "checkbox", "selectbox", "multiselect", "list", "line_chart", "progress"}
"""Columns that fetch nothing: no pictures, no links, no Markdown."""
NEVER_MARKDOWN = {"id", "alt"}


@pytest.fixture(scope="module")
def home(small_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The company whose every word begins with all of it."""

    def make(made: Path) -> None:
        shutil.copytree(small_sample, made, dirs_exist_ok=True, ignore=shutil.ignore_patterns(".warehouse"))
        for table in TABLES:
            texts = {one.name for one in table.fields if one.kind is Holds.TEXT and WORDS.match(one.name)}
            for path in (made / "data").glob(f"{table.name}.csv"):
                _inject(path, texts)
        for kind, file in FILES:
            for path in (made / "account_plans").glob(f"*/{file}"):
                plan = Plans.whole(made / "account_plans").open(kind, file, path.parent.name).plan
                path.write_text(written(_injected(plan)), encoding="utf-8")
        load(Workspace.whole(made))

    return made_once(tmp_path_factory, "injected", make)


def _inject(path: Path, texts: set[str]) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    if not rows:
        return
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows({k: f"{INJECTED}{v}" if k in texts and v else v for k, v in row.items()} for row in rows)


def _injected(plan: Any) -> Any:
    changed: dict[str, Any] = {}
    for name, section in sections_of(type(plan)).items():
        value = getattr(plan, name)
        changed[name] = tuple(map(_worse, value)) if section.many else _worse(value)
    return replace(plan, **changed)


def _worse(record: Record) -> Record:
    values = {name: _value(key.kind, getattr(record, name)) for name, key in keys_of(type(record)).items()}
    return replace(record, **values)  # type: ignore[type-var]


def _value(kind: Kind, value: Any) -> Any:
    match kind:
        case Kind.TEXT | Kind.MARKDOWN if value:
            return f"{INJECTED}{value}"
        case Kind.LIST:
            return tuple(f"{INJECTED}{one}" for one in value)
    return value


def strings(message: Message, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every text in a message, with the fields that lead to it."""
    for field, value in message.ListFields():
        for one in value if field.is_repeated else [value]:
            if isinstance(one, Message):
                yield from strings(one, (*path, field.name))
            elif isinstance(one, str | bytes):
                # The cells of a table that wraps are Markdown, packed as Arrow packs texts.
                yield (*path, field.name), one if isinstance(one, str) else one.decode("utf-8", "replace")


def nodes(node: Any) -> Iterator[Any]:
    """Everything on the page."""
    yield node
    for child in (getattr(node, "children", None) or {}).values():
        yield from nodes(child)


def opened(page: str, home: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("STEWARD_HOME", str(home))
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=600)
    test.query_params["account"] = BUSY
    return test.switch_page(page).run()


def dataframes(test: AppTest) -> Iterator[str]:
    """How the columns of every table are drawn."""
    return (one.proto.columns for one in nodes(test._tree) if getattr(one, "type", "") == "dataframe")


@pytest.mark.parametrize("page", first(len(TELLING), PAGES))
def test_nothing_is_made_of_words(page: str, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = opened(page, home, monkeypatch)
    assert not test.exception, [error.value for error in test.exception]
    assert set(re.findall(r'"type": "(\w+)"', "".join(dataframes(test)))) <= DRAWN
    found = {}
    for node in (one for place in (test.main, test.sidebar, test._tree) for one in nodes(place)):
        if isinstance(getattr(node, "proto", None), Message):
            for path, text in strings(node.proto):
                assert not getattr(node.proto, "allow_html", False)
                made = TAGS if (node.type, path[-1]) in READING_TAGS else MADE
                if made.search(text):
                    found[(node.type, *path)] = text[:300]
    assert {k: v for k, v in found.items() if (k[0], k[-1]) not in LITERAL and k[-1] not in NEVER_MARKDOWN} == {}


def test_the_search_finds_what_a_page_would_make(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The words are there: a page that did nothing about them would be found."""
    monkeypatch.setattr("steward.ui.kit.messages.formatted", str)
    test = opened("pages/customer/success_plan.py", home, monkeypatch)
    assert any(MADE.search(one.value) for one in test.markdown)

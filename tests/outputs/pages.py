"""The app's pages read: the tiles they draw, with the id and the exact value of the figure each of them shows."""

import re
from collections.abc import Iterator, Set
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from steward.briefings.internal.cockpit.cockpit import SignTopic
from steward.exhibits import NOT_KNOWN, Figure
from steward.services.cockpit import Sign
from steward.ui.account import cockpit
from steward.ui.kit import figures
from steward.ui.kit.escape import plain
from tests.outputs.told import Told
from tests.outputs.workbooks import in_workbook
from tests.pages.files_offered import Files, files_offered

ROOT = Path(__file__).parents[2]


def _with(pattern: str) -> frozenset[str]:
    """The pages whose script calls something."""
    found = (path for path in (ROOT / "pages").rglob("*.py") if re.search(pattern, path.read_text(encoding="utf-8")))
    return frozenset(path.relative_to(ROOT).as_posix() for path in found)


DRAWING = _with(r"show\.figures\(|show_briefing\(|preview\(")
OF_AN_ACCOUNT = DRAWING & _with(r"choose_account\(|preview\(")
OURS = frozenset(page for page in OF_AN_ACCOUNT if "/internal/" in page)
CUSTOMERS = OF_AN_ACCOUNT - OURS
FILTERED = DRAWING & _with(r"choose_filtered_book\(")
OF_THE_BOOK = DRAWING - OF_AN_ACCOUNT


def tiles(home: Path, pages: Set[str], scope: str, **query: str) -> Iterator[Told]:
    """The figures of these pages, each opened once."""
    for page in sorted(pages):
        with files_offered() as files:
            yield from (Told(scope, page, one.id, one.value) for one in _drawn(home, page, query))
            yield from _taken_along(home, files, page, scope)


def _taken_along(home: Path, files: Files, page: str, scope: str) -> Iterator[Told]:
    """What is in the page's own workbook; a customer's bears no ids."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STEWARD_HOME", str(home))
        made = [make() for name, make in files.items() if name.endswith(".xlsx") and "/internal/" in page]
    for content in made:
        yield from in_workbook(content, scope, f"{page}, Excel")


def _drawn(home: Path, page: str, query: dict[str, str]) -> list[Figure]:
    """The figures whose tiles are on the page: every tile on it is a sign in an account's head, or one of a figure and
    says what the figure says."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STEWARD_HOME", str(home))
        drawn, draw = list[Figure](), figures.tile
        signs, sign = list[Sign](), cockpit.tile
        left, beside = list[Figure](), cockpit.beside
        patch.setattr(figures, "tile", lambda one, **how: (drawn.append(one), draw(one, **how)))
        patch.setattr(cockpit, "tile", lambda one: (signs.append(one), sign(one)))
        patch.setattr(cockpit, "beside", lambda *of: (left.extend(of[-1]), beside(*of))[1])
        test = AppTest.from_file(str(ROOT / "app.py"))
        for name, value in query.items():
            test.query_params[name] = value
        test.switch_page(page).run()
    assert not test.exception and not test.error, (page, [one.value for one in (*test.exception, *test.error)])
    headed = [(plain(one.label or one.topic), plain(one.text)) for one in signs]
    assert [(one.label, one.value) for one in test.metric] == [*headed, *(_said(one) for one in drawn)], page
    told = {one.topic: one.text for one in signs}
    # What its head says an account does not say again below: it says the same.
    headed_by = [one for one in left if one.id == "account.mrr" and one not in drawn and one.value is not None]
    assert [told[SignTopic.MRR] for _ in headed_by] == [one.unit.compact(one.value) for one in headed_by], page
    return [*drawn, *headed_by]


def _said(figure: Figure) -> tuple[str, str]:
    return plain(figure.label), NOT_KNOWN if figure.value is None else plain(figure.text)

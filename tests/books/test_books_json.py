"""`books --json`: what docs/data.md promises, and nothing lost between who has what and who is to get it."""

import json
import re
from collections import Counter
from pathlib import Path

from steward.briefings.internal.scope.book import acting_book
from steward.cli.as_json.books import books_json
from steward.domain.books.kinds import PlanKind, weighed
from steward.domain.books.solver import solve
from steward.services.books import runs
from steward.services.books.runs import _keep
from steward.whole_files import make_folder
from steward.workspace import Workspace
from tests.books.made import FY, briefed
from tests.books.test_books import asked, begun
from tests.homes import opened_once

__all__ = ["asked", "begun"]
DOCUMENT = (Path(__file__).parents[2] / "docs" / "data.md").read_text(encoding="utf-8")


def test_the_json_of_books_has_the_keys_that_are_promised_and_adds_up(asked: Workspace) -> None:
    problem, folder = briefed(asked).source.problem, runs.place_of(asked, FY)
    make_folder(folder)
    _keep(folder, PlanKind.MIDDLE, runs.digest_of(problem), solve(weighed(problem, PlanKind.MIDDLE)))
    told = json.loads(books_json(acting_book(opened_once(asked)), briefed(asked)))
    promised = json.loads(re.search(r"### `python -m steward books .*?```json\n(.*?)```", DOCUMENT, re.DOTALL)[1])  # type: ignore[index]
    assert list(told) == list(promised)
    for area in ("accounts", "moves", "holdovers", "credits", "plans"):
        assert list(told[area][0]) == list(promised[area][0]), area
    before, after = Counter[str](), Counter[str]()
    for one in told["accounts"]:
        before[one["owner_id"]] += one["mrr"]
        after[one["planned_id"]] += one["mrr"]
    assert sum(before.values()) == sum(after.values()) and before != after

"""One word for one thing, the field's: what was called otherwise once does not come back (docs/glossary.md)."""

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

from steward.plans.customer.review import Outcome

ROOT = Path(__file__).parents[1]
SOURCES = sorted((*ROOT.glob("steward/**/*.py"), *ROOT.glob("pages/**/*.py"), ROOT / "app.py"))
SQL = sorted(ROOT.glob("steward/warehouse/sql/**/*.sql"))
BETTER = {
    "deal": "opportunity", "deals": "opportunities", "promise": "commitment", "promises": "commitments",
    "trap": "risk", "traps": "risks", "shelf": "cache", "shelves": "caches", "uncalled": "without a forecast",
    "setbyhand": "override",
}  # fmt: skip
NAMES = {
    "origin": "lineage", "origins": "lineage", "diary": "calendar_events", "keeping": "write_once",
    "intake": "validate",
    "memory": "history", "leaving": "departure_impact", "threads": "single_threading", "tiers": "org_levels",
    "meanwhile": "edit_conflict", "capture": "meeting_notes", "door": "share_link", "packages": "reproducible_zip",
    "voice": "nps", "portfolio": "book", "emptying": "strip", "sketch": "map_drawing", "minds": "motives",
    "trades": "industries",
}  # fmt: skip
"""What a reader of the code would have to learn: no name of it is made with these, though a sentence may hold them."""
ANYWHERE = re.compile("|".join((*BETTER, *NAMES, "set_by_hand")), re.IGNORECASE)
KEPT = {
    ("steward/plans/customer/success_plan.py", "promise"),  # a key of success_plan.toml
    ("steward/briefings/customer/plans/commitments.py", "promise"),  # stands in frozen reviews
    ("steward/briefings/customer/plans/success.py", "promises"),  # stands in frozen reviews
    ("steward/domain/access/scope.py", "DEAL_DESK"),  # a role, as access.toml names it
    ("steward/briefings/customer/material/material.py", "voice"),  # stands in frozen reviews
    ("steward/briefings/internal/reviews/walk.py", "CAPTURE"),  # the step, as addresses call it
    ("steward/errors.py", "PlanChangedMeanwhile"),  # a sentence that a reader is told
    ("steward/sample/catalogue.py", "voice_or_cloud"),  # telephony
    ("steward/sample/plans/options.py", "VOICE"),  # telephony
    ("steward/sample/plans/risks.py", "voice"),  # telephony
    ("steward/ui/server/admission.py", "origin"),  # the header of HTTP
    ("steward/ui/server/admission.py", "origins"),
    ("steward/warehouse/loading/connection.py", "_threads"),  # of the processor
}
"""Names that files and addresses hold, or that are another thing's own."""
SAID = re.compile(r"\b(?:[Dd]eals?(?! desk| Name| Type| Stage)|[Tt]raps?|[Ss]hel(?:f|ves))\b")
HEADED = re.compile(r"^(?:#+ )?(?:What (?:we|they|you) promised|Promised (?:in|today|last)\b)[^.]*\Z")
"""What heads something is called by the noun; a sentence may say who promised what."""
OF_OTHERS = ("steward/sample/", "steward/services/opportunity_files.py", "steward/services/touches/crm_rows.py",
             "steward/ui/opportunities/page.py", "steward/workspace.py")  # fmt: skip
"""Where a fictional person or HubSpot has the word."""


def _of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def _trees() -> Mapping[str, ast.AST]:
    """Of the sources in which one of the words stands at all: the others need no parsing."""
    texts = {_of(path): path.read_text(encoding="utf-8") for path in SOURCES}
    assert len(texts) > 500
    return {path: ast.parse(text) for path, text in texts.items() if ANYWHERE.search(text)}


def _named(tree: ast.AST) -> Iterator[str]:
    """Every name that is given: of functions, classes, parameters, fields, variables and imports."""
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.arg(arg=name) | ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()):
                yield name
            case ast.alias(asname=str(name)):
                yield name


@cache
def _wrong(name: str, refused: frozenset[str] = frozenset({*BETTER, *NAMES})) -> bool:
    """By its words: `deal_stages`, `DealStage` and `_dealStages` hold one, `ideal` and `dealt` do not."""
    words = [one.lower() for one in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)]
    return any(word in refused for word in words) or "setbyhand" in "".join(words)


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("deal", True), ("renewal_deals", True), ("DealStage", True), ("DEALS", True), ("_a_promise", True),
        ("set_by_hand_table", True), ("SetByHand", True), ("traps", True), ("shelf", True), ("_uncalled", True),
        ("dealt_with", False), ("ideal", False), ("promised", False), ("edited_by_hand", False), ("bookshelf", False),
    ],
)  # fmt: skip
def test_which_names_are_refused(name: str, wrong: bool) -> None:
    assert _wrong(name) is wrong


def test_a_name_is_refused_wherever_it_is_given() -> None:
    planted = ast.parse(
        "def voice_origins(call, threads, diary):\n    memory, leaving, meanwhile = call\nimport door_kept as door\n"
    )
    assert {name for name in _named(planted) if _wrong(name)} == {
        "voice_origins", "threads", "diary", "memory", "leaving", "meanwhile", "door",
    }  # fmt: skip


def test_code_names_things_by_the_word_of_the_field() -> None:
    given = {(path, name) for path, tree in _trees().items() for name in _named(tree)}
    files = {(_of(path), part) for path in (*SOURCES, *SQL) for part in path.relative_to(ROOT).with_suffix("").parts}
    wrong = {(path, name) for path, name in given | files if _wrong(name)}
    assert sorted(wrong - KEPT) == []
    assert sorted(KEPT - wrong) == [], "is allowed and stands nowhere"


def test_relations_name_things_by_the_word_of_the_field() -> None:
    words = {(_of(path), word) for path in SQL for word in re.findall(r"\w+", path.read_text(encoding="utf-8"))}
    assert sorted((path, word) for path, word in words if _wrong(word, frozenset(BETTER))) == []


def test_a_class_is_named_for_its_thing() -> None:
    """A third class of one name is a third thing that a reader has to tell from the others: `State`, `Line`, `Part`."""
    texts = {_of(path): path.read_text(encoding="utf-8") for path in SOURCES}
    homes: dict[str, list[str]] = {}
    for path, text in texts.items():
        for name in re.findall(r"^class ([A-Za-z]\w*)", text, re.MULTILINE):
            homes.setdefault(name, []).append(path)
    assert len(homes) > 600
    assert {name: paths for name, paths in homes.items() if len(paths) > 2} == {}


def _told() -> list[tuple[str, int, str]]:
    """A string of one word may be a key or an address; one with a space is read by somebody."""
    return [
        (path, node.lineno, node.value)
        for path, tree in _trees().items() if not path.startswith(OF_OTHERS)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value.strip()
    ]  # fmt: skip


def test_what_heads_something_is_a_commitment() -> None:
    assert [one for one in _told() if HEADED.search(one[2])] == []


def test_an_outcome_has_one_word_in_the_window_of_present_too() -> None:
    script = (ROOT / "steward/ui/present/remote.js").read_text(encoding="utf-8")
    said = {key.strip('"'): word for key, word in re.findall(r'("[\w ]+"|\w+): "([\w ]+)"', _line(script, "OUTCOMES"))}
    assert said == {str(one): one.spoken for one in Outcome if one is not Outcome.WANTED}


def _line(script: str, name: str) -> str:
    return next(line for line in script.splitlines() if line.startswith(f"const {name} ="))


def test_sentences_say_it_so_too() -> None:
    # `deal stalled`: what a company's attention.toml may still say.
    assert [one for one in _told() if SAID.search(one[2]) and one[2] != "deal stalled"] == []


def test_no_screen_word_is_the_name_of_a_class() -> None:
    """Who renames a class with a pattern finds its word in headings, too: `Cause` became `DelayCause` on a page."""
    texts = {_of(path): path.read_text(encoding="utf-8") for path in SOURCES}
    classes = {name for text in texts.values() for name in re.findall(r"^class (\w*[a-z][A-Z]\w*)", text, re.MULTILINE)}
    assert len(classes) > 400
    quoted = re.compile(r'"[^"\n]*[a-z][A-Z][^"\n]*"')
    suspects = [
        path for path, text in texts.items()
        if any(not classes.isdisjoint(re.findall(r"\w+", one)) for one in quoted.findall(text))
    ]  # fmt: skip
    assert [(path, said) for path in suspects for said in _handed_over(texts[path]) if said & classes] == []


def _handed_over(text: str) -> Iterator[set[str]]:
    """The words of each string that is given to a call."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call):
            for one in (*node.args, *(named.value for named in node.keywords)):
                if isinstance(one, ast.Constant) and isinstance(one.value, str):
                    yield set(re.findall(r"\w+", one.value))

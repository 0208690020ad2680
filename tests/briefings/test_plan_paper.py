"""The account plan on paper: every word of it for us, and for the customer only what was agreed."""

import io
import subprocess
import sys
from dataclasses import replace
from datetime import date
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from markdown_it import MarkdownIt
from plan_told import AS_OF, NAMES, STRATEGY, SUCCESS

from steward.briefings.customer.plans.document import success_content
from steward.briefings.internal.plans.document import plan_content
from steward.exhibits import Table, day_text, money
from steward.exhibits.documents import Callout, DocumentContent, Heading, Paragraph, Picture, Quarters
from steward.output.document import document
from steward.plans.customer.success_plan import Commitment, Goal, Heard, JointStep, Progress, Side, SuccessPlan
from steward.plans.files.keys import Kind, Record, keys_of, sections_of
from steward.plans.internal.strategy import Action, Doing, HealthOverride, Strategy

EUR = money("EUR")


def ours(
    success: SuccessPlan | None = SUCCESS, strategy: Strategy | None = STRATEGY, **changed: Any
) -> DocumentContent:
    """The whole plan."""
    return plan_content("Harbour & Vale", success, strategy, NAMES, AS_OF, EUR, **changed)


def theirs(success: SuccessPlan = SUCCESS) -> DocumentContent:
    """The customer's copy."""
    return success_content("Harbour & Vale", success, NAMES, AS_OF)


def words(content_of_document: DocumentContent) -> str:
    """Every word of the Word file's body, in one line."""
    body = docx.Document(io.BytesIO(document(content_of_document))).element.body
    lines = ["".join(text.text or "" for text in line.iter(qn("w:t"))) for line in body.iter(qn("w:p"))]
    return " ".join(" ".join(lines).split())


def chapters(content_of_document: DocumentContent) -> list[str]:
    """The chapters, in their order."""
    return [part.text for part in content_of_document.parts if isinstance(part, Heading) and part.level == 1]


def table(content_of_document: DocumentContent, name: str) -> Table:
    """The table of a section."""
    return next(part for part in content_of_document.parts if isinstance(part, Table) and part.id == f"paper.{name}")


def records_of(plan: Any) -> list[Record]:
    """Every record of a plan."""
    held = [getattr(plan, name) for name in sections_of(type(plan))]
    return [record for one in held for record in (one if isinstance(one, tuple) else (one,))]


def said_in(plan: Any) -> list[str]:
    """Every text, fixed word, name, date and amount that somebody wrote in a plan."""
    found = []
    for record in records_of(plan):
        for name, key in keys_of(type(record)).items():
            if name != "id" and key.kind not in (Kind.PLACES, Kind.ENTRY):
                found += _said(key.kind, getattr(record, name))
    return [text for text in found if text]


def _said(kind: Kind, value: Any) -> list[str]:
    if value is None:
        return []
    if kind is Kind.MARKDOWN:
        tokens = [one for line in MarkdownIt().parse(value) for one in line.children or ()]
        return [one.content.strip() for one in tokens if one.type == "text"]
    if isinstance(value, tuple):
        return [text for one in value for text in _said(kind, one)]
    if isinstance(value, date):
        return [day_text(value)]
    if kind is Kind.MONEY:
        return [EUR.text(value)]
    return [NAMES.get(value, value)] if isinstance(value, str) else [f"{value:g}"]


def test_every_word_of_the_plan_is_on_paper() -> None:
    printed = words(ours())
    assert [text for text in said_in(SUCCESS) + said_in(STRATEGY) if " ".join(text.split()) not in printed] == []


def test_every_word_of_the_success_plan_is_in_the_customers_copy() -> None:
    printed = words(theirs())
    otherwise = {"ours", "theirs", "open"}
    assert "overdue" in printed, "the one that is open is late"
    assert [text for text in said_in(SUCCESS) if text not in otherwise and " ".join(text.split()) not in printed] == []


def test_no_word_of_the_strategy_is_in_the_customers_copy() -> None:
    printed = words(theirs())
    both = {*said_in(SUCCESS), *NAMES.values(), "open", "in progress", "done", "closed"}
    ours_alone = [text for text in said_in(STRATEGY) if text not in both and len(text) > 3]
    assert len(ours_alone) > 60
    assert [text for text in ours_alone if text in printed and not any(text in one for one in both)] == []


def test_a_manager_reads_in_this_order() -> None:
    assert chapters(ours()) == [
        "Health override", "Position", "The customer", "Goals", "Commitments", "Joint plan", "Options", "What we heard",
        "Objectives", "SWOT", "People", "Stakeholders", "Influence", "Maps", "Our relationships", "Competitors",
        "Risks", "Whitespace", "Action plan", "Team", "Governance",
    ]  # fmt: skip


def test_every_section_of_both_files_has_its_chapter() -> None:
    sections = {**sections_of(SuccessPlan), **sections_of(Strategy)}
    assert {section.label for section in sections.values()} == set(chapters(ours()))


def test_what_nobody_wrote_is_named_in_one_line_and_never_shown_empty() -> None:
    content_of_document = ours(None, replace(STRATEGY, swot=type(STRATEGY.swot)(), risks=(), governance=()))
    assert content_of_document.parts[-1] == Paragraph(
        "Not written yet: The customer, Goals, Commitments, Joint plan, Options, What we heard, SWOT, People, Risks and"
        " Governance."
    )
    assert not {"Goals", "SWOT", "Risks", "Governance"} & set(chapters(content_of_document))


def test_a_plan_that_is_not_there_is_one_line() -> None:
    content_of_document = ours(None, None)
    [line] = content_of_document.parts
    assert isinstance(line, Paragraph) and line.text.startswith("Not written yet: Position, The customer, Goals")
    assert "Health override" not in line.text, "nobody has to write one"


def test_ids_are_shown_as_names_and_unknown_ones_stay() -> None:
    content_of_document = plan_content("Harbour & Vale", SUCCESS, STRATEGY, {"P-1": "Ben Hall"}, AS_OF, EUR)
    owners = [row[1] for row in table(content_of_document, "actions").rows]
    assert owners == ["P-2", "P-3"]
    assert "Ben Hall" in words(content_of_document)
    assert "P-1" not in words(ours())


def test_an_entry_is_named_by_its_title() -> None:
    rows = table(ours(), "actions").text()
    assert "Jonas Weber goes with Baltic Link" in rows[0]
    assert "Phase two signed" in rows[1]


def test_goals_have_their_own_units_and_say_what_is_not_measured() -> None:
    fewer, depots = table(theirs(), "goals").text()
    assert "120\N{NO-BREAK SPACE}min (31 Jan 2026)" in fewer and "78\N{NO-BREAK SPACE}min (30 Sep 2026)" in fewer
    assert "not measured yet" in depots


def test_risks_come_by_likelihood_and_money_with_the_sum_of_the_open_ones() -> None:
    risks = table(ours(), "risks")
    assert [row[0] for row in risks.rows] == [
        "Jonas Weber goes with Baltic Link", "The permit never comes", "The old contract is cut short",
    ]  # fmt: skip
    assert risks.title == "€26,000 a month at stake over 2 open risks."
    assert ("At stake", EUR) in [(column.name, column.unit) for column in risks.columns]


def test_objectives_stand_below_their_horizon() -> None:
    parts = ours().parts
    begin = parts.index(Heading(1, "Objectives"))
    heads = [part.text for part in parts[begin : begin + 7] if isinstance(part, Heading)]
    assert heads == ["Objectives", "6 months", "18 months", "Without a horizon"]


def test_swot_is_a_square() -> None:
    [square] = [part for part in ours().parts if isinstance(part, Quarters)]
    assert [name for name, _ in square.quarters] == ["Strengths", "Weaknesses", "Opportunities", "Threats"]


@pytest.mark.parametrize(
    ("ends", "words"),
    (
        (date(2026, 10, 31), "It holds until 31 Oct 2026."),
        (date(2026, 9, 1), "It expired on 1 Sep 2026."),
        (None, "Amber was set by hand and does not count: the day it expires is missing."),
    ),
    ids=("later", "before", "never"),
)
def test_a_health_set_by_hand_never_stands_without_its_end(ends: date | None, words: str) -> None:
    override = replace(STRATEGY.health_override, expires_on=ends)
    [callout] = [part for part in ours(strategy=replace(STRATEGY, health_override=override)).parts
                 if isinstance(part, Callout)]  # fmt: skip
    assert callout.text.startswith("Health set to amber by Ida Lund on 16 Sep 2026: The core is late")
    assert callout.text.endswith(words)


def test_a_health_set_by_hand_leads_and_the_computed_one_stands_beside_it() -> None:
    heading, override, computed, *_ = ours(computed="green, 82 of 100").parts
    assert heading == Heading(1, "Health override")
    assert isinstance(override, Callout) and override.text.startswith("Health set to amber by Ida Lund")
    assert computed == Paragraph("Computed: green, 82 of 100.")


LATE = replace(
    SUCCESS,
    commitments=(*SUCCESS.commitments, Commitment(promise="Not due yet", side=Side.OURS, due=AS_OF)),
    joint_plan=(
        JointStep(what="Late", due=date(2026, 9, 29), status=Progress.IN_PROGRESS),
        JointStep(what="Ended", due=date(2026, 9, 29), status=Progress.STOPPED),
        JointStep(what="To come", due=AS_OF),
        JointStep(what="Undated"),
    ),
    heard=(Heard(said="Late", due=date(2026, 9, 29)), Heard(said="Done", status=Progress.DONE, due=date(2026, 9, 1))),
)
ACTIONS = (
    Action(action="Late", due=date(2026, 9, 29)),
    Action(action="Begun late", due=date(2026, 9, 29), status=Doing.IN_PROGRESS),
    Action(action="Done", due=date(2026, 9, 29), status=Doing.DONE),
    Action(action="Today", due=AS_OF),
    Action(action="Undated"),
)


@pytest.mark.parametrize(
    ("section", "states"),
    (
        ("commitments", ["overdue", "kept", "open"]),
        ("joint_plan", ["late", "stopped", "planned", "planned"]),
        ("heard", ["late", "done"]),
        ("actions", ["overdue", "overdue", "done", "open", "open"]),
    ),
)
def test_what_is_late_says_so_and_never_that_it_is_open(section: str, states: list[str]) -> None:
    whole = ours(LATE, replace(STRATEGY, actions=ACTIONS))
    for content_of_document in (whole, *((theirs(LATE),) if section != "actions" else ())):
        found = table(content_of_document, section)
        status = [column.name for column in found.columns].index("Status")
        assert [row[status] for row in found.rows] == states


def test_without_a_health_set_by_hand_nothing_is_said_of_it() -> None:
    content_of_document = ours(strategy=replace(STRATEGY, health_override=HealthOverride(reason="Forgotten")))
    assert "Health override" not in chapters(content_of_document)


def test_the_whole_plan_is_marked_and_the_customers_copy_is_not() -> None:
    assert ours().confidential == "Internal: not for the customer"
    assert theirs().confidential == ""
    assert ours().footer == theirs().footer == "Harbour & Vale · 30 Sep 2026"


def test_the_customer_is_spoken_to() -> None:
    names = {column.name for part in theirs().parts if isinstance(part, Table) for column in part.columns}
    assert "Your owner" in names and not [name for name in names if name.startswith("Their")]
    assert "yours" in words(theirs())


def test_a_customers_copy_of_an_empty_plan_says_so() -> None:
    assert theirs(SuccessPlan(account_id="HV-1")).parts == (Paragraph("Nothing is agreed yet."),)


def test_the_customers_module_never_reads_the_strategy() -> None:
    code = (
        "import sys, steward.briefings.customer.plans.document; print('steward.plans.internal.strategy' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"


def test_the_maps_stand_with_the_maps() -> None:
    picture = Picture(b"png", "Map of five people.")
    parts = ours(pictures=[picture]).parts
    assert parts.index(Heading(1, "Maps")) < parts.index(picture) < parts.index(Heading(1, "Our relationships"))


def test_a_column_nobody_filled_is_left_out() -> None:
    plan = SuccessPlan(account_id="HV-1", goals=(Goal(title="Fewer outages", target=3),))
    assert [column.name for column in table(theirs(plan), "goals").columns] == ["Goal", "Target", "Actual"]

"""docs/plan-format.md against the plans it describes."""

import re
from pathlib import Path

import pytest

from steward.plans.company import handover_questions, request_rules
from steward.plans.company.approvals import ApprovalFile
from steward.plans.company.books import BookFile
from steward.plans.company.commission_plans import CommissionFile
from steward.plans.customer import delivery, design, requests
from steward.plans.customer import success_plan as agreed
from steward.plans.customer.offer import OfferFile
from steward.plans.customer.offerings import OfferingsFile
from steward.plans.customer.questions import QuestionSet
from steward.plans.customer.review import Review
from steward.plans.files.keys import Key, Kind, Section, keys_of, sections_of
from steward.plans.files.reading import read_plan
from steward.plans.internal import (
    activities,
    channel,
    education,
    engineering,
    handling,
    handover,
    health,
    orders,
    plays,
    renewals,
    touch_plan,
)
from steward.plans.internal import opportunities as pipeline
from steward.plans.internal import strategy as ours
from steward.plans.internal.debrief import Debrief
from steward.plans.internal.nps import FILE as VOICE
from steward.plans.internal.nps import NpsNotes
from steward.plans.internal.pricing import PricingFile
from steward.plans.internal.themes import NAME, OWN, own_file, themes

DOCUMENT = (Path(__file__).parents[2] / "docs" / "plan-format.md").read_text(encoding="utf-8")
KINDS = {agreed.FILE: agreed.SuccessPlan, ours.FILE: ours.Strategy}
REVIEWS = {
    "review.toml": Review,
    "debrief.toml": Debrief,
    VOICE: NpsNotes,
    renewals.FILE: renewals.Renewals,
    pipeline.FILE: pipeline.OpportunityChanges,
    health.FILE: health.HealthFile,
    design.FILE: design.Design,
    engineering.FILE: engineering.Engineering,
    "discovery/<family>.toml": QuestionSet,
    "offer.toml": OfferFile,
    "pricing.toml": PricingFile,
    orders.FILE: orders.BegunOrders,
    delivery.FILE: delivery.Delivery,
    activities.FILE: activities.ActivityLog,
    touch_plan.FILE: touch_plan.TouchPlanFile,
    "approval_rules.toml": ApprovalFile,
    requests.FILE: requests.RaisedRequests,
    handling.FILE: handling.Handling,
    request_rules.FILE: request_rules.RequestRules,
    education.FILE: education.Education,
    plays.FILE: plays.PlaysFile,
    "portfolio.toml": OfferingsFile,
    channel.FILE: channel.ChannelFile,
    "commission_plans.toml": CommissionFile,
    handover.FILE: handover.HandoverFile,
    handover_questions.FILE: handover_questions.HandoverQuestions,
    "books/<fy>.toml": BookFile,
}
SECTIONS = [(file, section) for file, kind in {**KINDS, **REVIEWS}.items() for section in sections_of(kind).values()]


@pytest.mark.parametrize(("file", "section"), SECTIONS, ids=lambda one: getattr(one, "name", one))
def test_every_key_is_documented_with_what_it_holds_and_whether_it_is_needed(file: str, section: Section) -> None:
    chapter = DOCUMENT.partition(f"\n## `{file}`")[2].partition("\n## ")[0]
    told = chapter.partition(f"\n### {section.name}\n")[2].partition("\n### ")[0]
    assert (f"`[[{section.name}]]`" if section.many else f"`[{section.name}]`") in told
    described = re.findall(r"^\| `(\w+)` \| (.+?) \| (yes)? ?\| (.+) \|$", told, re.MULTILINE)
    expected = [
        (name, _holds(key), "yes" if key.required else "", key.says) for name, key in keys_of(section.record).items()
    ]
    assert described == expected


def _holds(key: Key) -> str:
    if key.kind is Kind.ENTRY:
        return f"`id` of an entry of `{key.of}`"
    words = f": {', '.join(f'`{word}`' for word in key.choices)}" if key.choices else ""
    return ", ".join(filter(None, (f"{key.kind.value}{words}", key.bounds)))


@pytest.mark.parametrize(
    ("low", "high", "said"), [(1, 5, "1 to 5"), (0, None, "0 or more"), (None, 5, "5 or less"), (None, None, "")]
)
def test_bounds_are_told_by_those_there_are(low: float | None, high: float | None, said: str) -> None:
    assert Key(Kind.NUMBER, "Weight", "Its share.", low=low, high=high).bounds == said


def test_a_number_out_of_bounds_is_told_the_bounds_there_are() -> None:
    found = read_plan(health.HealthFile, health.FILE, "NW-1001", '[[groups]]\ngroup = "service"\nweight = -1\n')
    assert [one.message for one in found.problems if "weight" in one.message] == [
        "“weight” should be 0 or more, not -1."
    ]


def test_the_rules_for_themes_are_documented_where_they_lie_and_the_example_works(tmp_path: Path) -> None:
    assert f"| `account_plans/{OWN.as_posix()}` |" in DOCUMENT
    chapter = DOCUMENT.partition("\n## `themes.toml`")[2].partition("\n## ")[0]
    assert re.findall(r"^\| `(\w+)` \| text \|", chapter, re.MULTILINE) == [NAME]
    own = own_file(tmp_path)
    own.parent.mkdir(parents=True)
    own.write_text(chapter.partition("```toml\n")[2].partition("```")[0], encoding="utf-8")
    found = themes(tmp_path)
    assert found.problem == "" and found.source == f"account_plans/{OWN.as_posix()}"
    assert [theme.name for theme in found.themes] == ["Outages and stability", "Price and billing"]
    outages, price = found.themes
    assert outages.match("Packet loss, every night") and outages.match("Viele STORUNGEN")
    assert price.match("A halfprice offer") and not price.match("The downside")


@pytest.mark.parametrize("file", KINDS)
def test_the_example_is_a_plan_without_a_fault(file: str) -> None:
    examples = re.findall(r"```toml\n(.*?)```", DOCUMENT, re.DOTALL)
    example = next(text for text in examples if text.startswith(f"# {file}"))
    found = read_plan(KINDS[file], file, "NW-1001", example)
    assert found.problems == ()
    assert found.plan != KINDS[file](account_id="NW-1001")

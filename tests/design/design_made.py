"""A small company with one design: two options, two sites, musts met by one option, everything known."""

from datetime import date
from pathlib import Path

from steward.domain.design.words import Confidence, Family, Meets, Priority, Survey
from steward.plans.customer import design as customers
from steward.plans.customer.design import (
    AboutDesign,
    Design,
    DesignOption,
    DesignSite,
    DiscoveryAnswer,
    Exclusion,
    Judgement,
    MaterialLine,
    Requirement,
)
from steward.plans.customer.questions import shipped
from steward.plans.files.store import Plans
from steward.plans.files.text import written
from steward.plans.internal import engineering as ours
from steward.plans.internal.engineering import Engineering, Request
from tests.homes import home, loaded_once

TABLES = {
    "accounts": "account_id | name | owner_id\nA1 | Alpha | P1\nB1 | Beta | P2",
    "people": "person_id | name | email\nP1 | Ida Falk | ida@x.example\nP2 | Bo Lind | bo@x.example",
    "products": "product_id | name | list_mrr | list_nrc\nwan | SD-WAN Edge | 550 | 120\nlte | Mobile backup | 80 | 60",
    "subscriptions": "subscription_id | account_id | product_id | mrr | starts_on\n"
    "s1 | A1 | wan | 60000 | 2024-01-01\ns2 | B1 | wan | 100 | 2024-01-01",
    "contacts": "contact_id | account_id | name\nK1 | A1 | Anna Koch",
    "opportunities": "opportunity_id | account_id | name | stage | amount | status\n"
    "O1 | A1 | Branches | Design | 4000 | open",
}
ID = "branches"
SAID = date(2026, 9, 1)


def answers(confidence: Confidence = Confidence.CONFIRMED) -> tuple[DiscoveryAnswer, ...]:
    """An answer to every question on SD-WAN."""
    return tuple(
        DiscoveryAnswer(
            family=Family.SD_WAN,
            question=one.id,
            value=f"Said on {one.id}",
            said_by="K1",
            on=SAID,
            confidence=confidence,
        )
        for one in shipped(Family.SD_WAN).questions
    )  # fmt: skip


def design(account_id: str = "A1") -> Design:
    """Nothing is missing of it."""
    return Design(
        account_id=account_id,
        about=AboutDesign(
            title="Branches", opportunity="O1", families=(Family.SD_WAN,), need="Branches that stay open.",
            offered="dual", shown_on=SAID,
        ),
        answers=answers(),
        sites=(
            DesignSite(
                id="oslo", name="Oslo", survey=Survey.DONE, current_mrc=900, contract_ends_on=date(2026, 12, 31),
                bandwidth=100, users=40, provider="Telco",
            ),
            DesignSite(id="bergen", name="Bergen", survey=Survey.NOT_NEEDED, current_mrc=500),
        ),
        requirements=(
            Requirement(
                id="no-stop", requirement="No branch stops when a line fails", priority=Priority.MUST,
                acceptance_test="Pull the line: calls go on.",
            ),
            Requirement(id="one-bill", requirement="One bill for all", priority=Priority.SHOULD),
        ),
        options=(
            DesignOption(id="single", name="One line", starts_on=date(2026, 10, 1), tradeoff="Stops with its line."),
            DesignOption(id="dual", name="Two lines", starts_on=date(2026, 10, 1)),
        ),
        lines=(
            MaterialLine(id="l1", option="single", product="wan", site="oslo", quantity=1, monthly=500, one_off=100),
            MaterialLine(id="l2", option="dual", product="wan", site="oslo", quantity=1, monthly=500, one_off=100),
            MaterialLine(id="l3", option="dual", product="lte", site="oslo", quantity=2, monthly=70.25, one_off=0),
            MaterialLine(id="l4", option="dual", product="wan", site="bergen", quantity=1, monthly=450, one_off=100),
            MaterialLine(id="l5", option="dual", product="lte", note="Spare, on our shelf", quantity=1),
        ),
        meets=(
            Judgement(option="single", requirement="no-stop", meets=Meets.NO),
            Judgement(option="single", requirement="one-bill", meets=Meets.YES),
            Judgement(option="dual", requirement="no-stop", meets=Meets.YES),
            Judgement(option="dual", requirement="one-bill", meets=Meets.PARTLY),
        ),
        exclusions=(Exclusion(id="e1", what="The spare device", reason="Lent, not sold.", line="l5"),),
    )  # fmt: skip


def engineering(account_id: str = "A1") -> Engineering:
    """A sales engineer is named."""
    return Engineering(account_id=account_id, request=Request(engineer="P2", asked_by="P1", asked_on=SAID))


def company(folder: Path) -> Path:
    """The company, loaded."""
    loaded_once(home(folder, **TABLES))
    return folder


def put(folder: Path, plan: Design, ours_of_it: Engineering | None = None, design_id: str = ID) -> Plans:
    """The files of a design where they lie."""
    plans = Plans.whole(folder / "account_plans")
    place = plans.of(plan.account_id)
    for name, content in (
        (customers.file_of(design_id), plan),
        (ours.file_of(design_id), ours_of_it or engineering(plan.account_id)),
    ):
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(written(content), encoding="utf-8")
    return plans

"""`designs/<id>/design.toml`: what the customer needs, and how we mean to meet it.

Everything in it may be shown to the customer; what is ours alone stands beside it in `engineering.toml`.
"""

from dataclasses import dataclass
from datetime import date

from steward.domain.design.words import Confidence, Family, Meets, Priority, Survey
from steward.plans.files.keys import (
    Kind,
    Record,
    choice,
    day,
    entry,
    ident,
    key,
    many,
    markdown,
    money,
    number,
    one,
    text,
)

FOLDER = "designs"
FILE = "design.toml"


def file_of(design_id: str) -> str:
    """The file of a design, below the folder of its account."""
    return f"{FOLDER}/{design_id}/{FILE}"


@dataclass(frozen=True, kw_only=True)
class AboutDesign(Record):
    """What it is about."""

    identity = ()

    title: str = text("Title", "What it is called: Branch network 2027.", required=True)
    opportunity: str = key(Kind.OPPORTUNITY, "Opportunity", "The opportunity it belongs to; the customer is not told.")
    families: tuple[Family, ...] = key(
        Kind.CHOICES, "Product families", "What it is of; each asks its own questions.", choices=Family
    )
    need: str = markdown("Need", "What they want to reach, in their words.")
    wanted_on: date | None = day("Wanted on", "The day on which they want it to be in service.")
    offered: str = entry("options", "Offered option", "Of several options the one that is to be quoted.")
    shown_on: date | None = day("Shown on", "From this day the customer may see it; empty = not yet.")


@dataclass(frozen=True, kw_only=True)
class DiscoveryAnswer(Record):
    """What is known to one question."""

    identity = ("family", "question")

    family: Family | None = choice(Family, "Product family", "Whose question it is.", required=True)
    question: str = text("Question", "The id of the question.", required=True)
    value: str = text("Answer", "What was said.")
    said_by: str = key(Kind.ANYBODY, "Said by", "Who said it, or of us who assumes it.")
    on: date | None = day("On", "The day it was said.")
    confidence: Confidence | None = choice(
        Confidence, "How sure", "assumed = by us; stated = by somebody of theirs; confirmed = looked up or in writing."
    )


@dataclass(frozen=True, kw_only=True)
class DesignSite(Record):
    """One site, as it is today."""

    id: str = ident("The site_id of the sites feed, or an id of your own for one that is not in it.")
    name: str = text("Site", "How it is called.", required=True)
    address: str = text("Address", "Street, number and town, as the carrier needs them.")
    survey: Survey | None = choice(Survey, "Survey", "How far somebody has looked at the place.")
    survey_on: date | None = day("Survey on", "The day of the survey.")
    access: str = text("Access available", "Which lines can be had there: fibre, cable, mobile.")
    provider: str = text("Present provider", "Who serves it today.")
    circuit: str = text("Circuit", "The id of today's line, as its provider calls it.")
    bandwidth: float | None = number("Bandwidth", "Of today's line, in Mbps.", low=0)
    current_mrc: float | None = money("Paid today", "What today's service costs a month.")
    contract_ends_on: date | None = day("Contract until", "The last day of today's contract.")
    notice_on: date | None = day("Notice by", "The last day on which it can be given notice.")
    users: float | None = number("Users", "How many people work there.", low=0)
    critical: str = text("Critical applications", "What must not stop.")
    resilience: str = text("Resilience", "What of it is to be there twice: line, device, power.")
    handover: str = text("Handover point", "Where the line ends: demarc, rack, power.")
    contact: str = key(Kind.PERSON, "On-site contact", "Who lets us in.")


@dataclass(frozen=True, kw_only=True)
class Requirement(Record):
    """What the design has to do."""

    id: str = ident()
    requirement: str = text("Requirement", "What has to be so, that it can be tested.", required=True)
    priority: Priority | None = choice(
        Priority, "Priority", "must = without it they do not buy; should; could.", required=True
    )
    acceptance_test: str = text("Acceptance test", "How both of us see that it is met.")
    source: str = text("Source", "Where it comes from: a tender, a workshop, a person.")


@dataclass(frozen=True, kw_only=True)
class DesignOption(Record):
    """One way to meet the need."""

    id: str = ident()
    name: str = text("Option", "What it is called: Fibre with mobile backup.", required=True)
    idea: str = text("In a sentence", "What it is.")
    starts_on: date | None = day("In service on", "The day from which it costs.")
    tradeoff: str = text("Trade-off", "What speaks against it; the customer reads it.")


@dataclass(frozen=True, kw_only=True)
class MaterialLine(Record):
    """A line of an option's bill of materials."""

    id: str = ident()
    option: str = entry("options", "Option", "Which option it is of.")
    product: str = key(Kind.PRODUCT, "Product", "What is delivered.", required=True)
    site: str = entry("sites", "Site", "Where; empty = for all of them.")
    quantity: float | None = number("Quantity", "How many; 1 where nothing is said.", low=0)
    monthly: float | None = money("Monthly, each", "The net price of one a month; empty = not known yet.")
    one_off: float | None = number("One-off, each", "The net price of one, paid once; empty = not known yet.", low=0)
    note: str = text("Note", "What to know about it; the customer reads it.")


@dataclass(frozen=True, kw_only=True)
class Judgement(Record):
    """Whether an option meets a requirement."""

    identity = ("option", "requirement")

    option: str = entry("options", "Option", "Which option.")
    requirement: str = entry("requirements", "Requirement", "Which requirement.")
    meets: Meets | None = choice(Meets, "Meets it", "partly counts half.", required=True)
    note: str = text("Why", "What is missing, or how it is met.")


@dataclass(frozen=True, kw_only=True)
class Exclusion(Record):
    """What is not part of it."""

    id: str = ident()
    what: str = text("Not included", "What somebody might expect and does not get.", required=True)
    reason: str = text("Why", "Why not, and who sees to it.")
    line: str = entry("lines", "Line", "A line of a bill of materials that is not quoted.")


@dataclass(frozen=True, kw_only=True)
class Design:
    """The whole file. `account_id` is the account it is about."""

    account_id: str
    about: AboutDesign = one(AboutDesign, "About", "What it is about, and whether the customer may see it.")
    answers: tuple[DiscoveryAnswer, ...] = many(
        DiscoveryAnswer, "Answers", "What is known, who said it, when, and how sure it is."
    )
    sites: tuple[DesignSite, ...] = many(DesignSite, "Sites", "Every site as it is today.")
    requirements: tuple[Requirement, ...] = many(Requirement, "Requirements", "What the design has to do.")
    options: tuple[DesignOption, ...] = many(
        DesignOption, "Options", "Ways to meet the need; two or more can be compared."
    )
    lines: tuple[MaterialLine, ...] = many(
        MaterialLine, "Bill of materials", "What each option delivers, site by site."
    )
    meets: tuple[Judgement, ...] = many(Judgement, "Fit", "Which option meets which requirement.")
    exclusions: tuple[Exclusion, ...] = many(Exclusion, "Exclusions", "What is not part of it.")

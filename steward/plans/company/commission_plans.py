"""`commission_plans.toml`: how partners are paid, how soon a registration is decided, and how long one protects."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from steward.domain.channel.commission import Basis, CommissionPlan
from steward.domain.channel.roles import PartnerRole
from steward.domain.labels import Labelled
from steward.plans.files.keys import Record, choice, day, ident, many, number, one, text
from steward.plans.files.store import COMPANY, CompanyFiles, Opened

FILE = "commission_plans.toml"
PROTECTS, DECIDES = 90, 16
"""Days and hours at work where the company says nothing: 16 hours are two working days."""


class Lasts(Labelled):
    """How long commission is paid."""

    EVERGREEN = "evergreen", "For as long as it is billed"
    TERM = "for a term", "For so many months"


@dataclass(frozen=True, kw_only=True)
class RegistrationTerms(Record):
    """What holds for registrations."""

    identity = ()

    protect_days: float | None = number("Protects", "Days that an approval protects; empty = 90.", low=1, high=730)
    decide_hours: float | None = number(
        "Decided within", "Hours at work from its submission; empty = 16, two working days.", low=1, high=400
    )


@dataclass(frozen=True, kw_only=True)
class CommissionTerms(Record):
    """How some partners are paid."""

    id: str = ident("Names the plan.")
    basis: Basis | None = choice(
        Basis,
        "Basis",
        f"What the percentage is of. On screen: {' · '.join(each.label for each in Basis)}.",
        required=True,
    )
    percent: float | None = number("Percent", "Of what is billed of the basis.", low=0, high=100)
    partner: str = text("Partner", "The partner_id of whom it is for; empty = everybody.")
    program: str = text("Program", "Of partners of this program; empty = of all.")
    role: PartnerRole | None = choice(PartnerRole, "For the role", "Which role is paid.", default=PartnerRole.OF_RECORD)
    upfront_months: float | None = number(
        "Upfront",
        "Months of the recurring charges, paid once with the first month billed under a role.",
        low=0,
        high=36,
    )
    margin: float | None = number("Margin", "Percent of recurring charges that is margin.", low=0, high=100)
    lasts: Lasts | None = choice(Lasts, "Lasts", "Whether it is paid for ever.", default=Lasts.EVERGREEN)
    months: float | None = number(
        "Months", "For so many months after the beginning of a role, where it is not evergreen.", low=1, high=240
    )
    from_on: date | None = day("From", "The first month it holds for; empty = always.")
    to_on: date | None = day("To", "The last day; empty = still.")


@dataclass(frozen=True, kw_only=True)
class CommissionFile:
    """The whole file. `account_id` is `_company`: it holds for every account."""

    account_id: str
    registration: RegistrationTerms = one(RegistrationTerms, "Registrations", "How long one protects, and is decided.")
    plans: tuple[CommissionTerms, ...] = many(CommissionTerms, "Commission plans", "How partners are paid.")

    @property
    def protect_days(self) -> int:
        """Days that an approval protects."""
        return int(self.registration.protect_days or PROTECTS)

    @property
    def decide_hours(self) -> float:
        """Hours at work within which a registration is decided."""
        return self.registration.decide_hours or DECIDES


def open_commission_plans(plans: Path) -> Opened[CommissionFile]:
    """The company's file; nobody is paid anything by one that is not there. `plans`: the folder `account_plans/`."""
    return CompanyFiles.whole(plans).open(CommissionFile, FILE, COMPANY)


def plans_of(file: CommissionFile) -> tuple[CommissionPlan, ...]:
    """The plans as commission is worked out by them; one without a basis or a percentage is none."""
    return tuple(plan for each in file.plans if (plan := _plan(each)) is not None)


def wrong_in(file: Opened[CommissionFile]) -> tuple[str, ...]:
    """What of it cannot be followed, in words."""
    said = [each.said for each in file.problems]
    said += [f"Plan “{each.id or '?'}” has no basis or no percent." for each in file.plan.plans if _plan(each) is None]
    return tuple(said)


def _plan(each: CommissionTerms) -> CommissionPlan | None:
    if not each.id or each.basis is None or each.percent is None:
        return None
    return CommissionPlan(
        plan_id=each.id, basis=each.basis, percent=Decimal(str(each.percent)), partner_id=each.partner,
        program=each.program, role=each.role or PartnerRole.OF_RECORD,
        upfront_months=Decimal(str(each.upfront_months or 0)),
        margin=None if each.margin is None else Decimal(str(each.margin)), evergreen=each.lasts is not Lasts.TERM,
        months=None if each.months is None else int(each.months), starts_on=each.from_on, ends_on=each.to_on,
    )  # fmt: skip

"""`channel.toml`: which partners have which part in an account, and what they register with us. Ours alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from steward.domain.channel.roles import PartnerRole, RoleSpan
from steward.plans.files.keys import Kind, Record, choice, colleague, day, ident, key, many, money, number, text

FILE = "channel.toml"


@dataclass(frozen=True, kw_only=True)
class WrittenRole(Record):
    """A role of a partner here, from a day to a day."""

    id: str = ident()
    partner: str = key(Kind.PARTNER, "Partner", "Which of the partners.", required=True)
    role: PartnerRole | None = choice(
        PartnerRole,
        "Role",
        f"What it is here. On screen: {' · '.join(one.label for one in PartnerRole)}.",
        required=True,
    )
    share: float | None = number("Share", "Percent of the role; empty = all of it.", low=0, high=100)
    from_on: date | None = day("From", "The first day; empty = always.")
    to_on: date | None = day("To", "The last day; empty = still.")
    loa_on: date | None = day("Letter", "The day of the customer's letter of agency.")
    opportunity: str = key(Kind.OPPORTUNITY, "Opportunity", "The one it is about, where it is about one.")
    note: str = text("Note", "What else is agreed.")


@dataclass(frozen=True, kw_only=True)
class Registration(Record):
    """An opportunity that a partner registers. What became of it stands in its ledger."""

    id: str = ident()
    partner: str = key(Kind.PARTNER, "Partner", "Who registers.", required=True)
    what: str = text("What", "What the customer is to buy.", required=True)
    family: str = text("Product family", "As the products feed calls it; empty = anything.")
    opportunity: str = key(Kind.OPPORTUNITY, "Opportunity", "Ours for it, where there is one.")
    value: float | None = money("Value", "What it would bring.")
    close_on: date | None = day("Closes", "When the partner expects the signature.")
    raised_by: str = colleague("Raised by", "Which of us wrote it down.", goes_along=True)
    note: str = text("Note", "What the partner did for it so far.")


@dataclass(frozen=True, kw_only=True)
class ChannelFile:
    """The whole file. `account_id` is the account it is about."""

    account_id: str
    roles: tuple[WrittenRole, ...] = many(WrittenRole, "Partner roles", "Which partner has which part here, and when.")
    registrations: tuple[Registration, ...] = many(
        Registration, "Registrations", "Opportunities that partners registered."
    )


def written_spans(roles: Sequence[WrittenRole]) -> tuple[RoleSpan, ...]:
    """What people wrote, as roles over time; one without a partner or a role is none."""
    return tuple(
        RoleSpan(
            partner_id=one.partner, role=one.role, share=one.share, from_on=one.from_on, to_on=one.to_on,
            imported=False, loa_on=one.loa_on, opportunity_id=one.opportunity,
        )
        for one in roles
        if one.partner and one.role is not None
    )  # fmt: skip

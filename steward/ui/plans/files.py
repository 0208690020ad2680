"""The plan files of an account, and the names behind the ids they use."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from steward.domain.labels import told_apart
from steward.plans.customer import success_plan as agreed
from steward.plans.customer.success_plan import PlanPerson, SuccessPlan
from steward.plans.files.changes import identity, label
from steward.plans.files.keys import Kind, sections_of
from steward.plans.files.store import COMPANY, CompanyFiles, Opened, Plans
from steward.plans.internal import account
from steward.plans.internal import strategy as ours
from steward.plans.internal.account import AccountPlan
from steward.plans.internal.strategy import Strategy
from steward.services import scope
from steward.ui.kit.cache import kept, warehouse, workspace
from steward.ui.kit.labels import colleague_labels, opportunity_labels, product_labels

FILES = {agreed.FILE: SuccessPlan, ours.FILE: Strategy}


def plans() -> Plans:
    """The plans of this workspace."""
    return Plans.within(workspace())


def plans_of(opened: Opened[Any]) -> Plans:
    """Where a file is kept: with its account, or with the company."""
    return CompanyFiles.within(workspace()) if opened.account_id == COMPANY else plans()


def opened_plan(account_id: str) -> AccountPlan:
    """Both files of an account's plan, as they are now."""
    return account.account_plan(plans(), account_id)


def success_plan(account_id: str) -> Opened[SuccessPlan]:
    """What is agreed with the customer, as the file says it now."""
    return plans().open(SuccessPlan, agreed.FILE, account_id)


@dataclass(frozen=True)
class Choices:
    """The ids a plan may name, each with a label that no other of its kind has."""

    people: Mapping[str, str]
    colleagues: Mapping[str, str]
    products: Mapping[str, str]
    opportunities: Mapping[str, str]

    def of(self, kind: Kind) -> Mapping[str, str]:
        """The ids a key of this kind may hold."""
        return {
            Kind.PERSON: self.people,
            Kind.PEOPLE: self.people,
            Kind.COLLEAGUE: self.colleagues,
            Kind.ANYBODY: {**self.people, **self.colleagues},
            Kind.PRODUCT: self.products,
            Kind.OPPORTUNITY: self.opportunities,
        }.get(kind, {})

    @property
    def names(self) -> Mapping[str, str]:
        """Every name by its id."""
        return {**self.products, **self.opportunities, **self.colleagues, **self.people}


def choices(account_id: str, success: SuccessPlan) -> Choices:
    """The people of an account (of the contacts feed and of its plan), our colleagues, products and open deals."""
    people, us = _people(account_id, success), colleague_labels()
    names = dict(sorted(((key, one.name) for key, one in people.items()), key=lambda one: one[1]))
    # A colleague may have the name of somebody at the customer, and a plan may name either.
    titles = {**dict.fromkeys(us, "one of us"), **{key: one.title for key, one in people.items()}}
    labels = told_apart({**us, **names}, titles, {key: one.department for key, one in people.items()})
    deals = kept(lambda: opportunity_labels(account_id), "deal labels", account_id)
    return Choices({key: labels[key] for key in names}, {key: labels[key] for key in us}, product_labels(), deals)


def _people(account_id: str, success: SuccessPlan) -> Mapping[str, scope.Contact | PlanPerson]:
    """The people of an account by id; what its plan says of one goes before the feed."""
    fed = kept(lambda: tuple(scope.contacts(warehouse(), account_id)), "contacts", account_id)
    written = {person.id: person for person in success.people if person.id and person.name}
    return {**{row.contact_id: row for row in fed}, **written}


def entries(plan: object, section: str) -> Mapping[str, str]:
    """The entries of a section by their ids, as their first words."""
    if section not in sections_of(type(plan)):
        return {}
    return told_apart({identity(record): label(record) for record in getattr(plan, section)})

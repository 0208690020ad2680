"""What is noted while people talk, in the window that the customer sees."""

from collections.abc import Mapping

from steward.briefings.customer.plans.subject import PlanSubject
from steward.domain.labels import told_apart
from steward.plans.customer.meeting_notes import save_note
from steward.plans.customer.success_plan import PlanPerson
from steward.warehouse.rows.customer.account import Contact

__all__ = ["labels", "save_note"]


def labels(names: PlanSubject) -> Mapping[str, str]:
    """Everybody whom a plan may name, by id; what the customer knows of them tells two of one name apart."""
    people: dict[str, Contact | PlanPerson] = {**names.contacts, **{one.id: one for one in names.plan.people}}
    titles = {**dict.fromkeys(names.names, "us"), **{key: one.title for key, one in people.items()}}
    return told_apart(names.names, titles, {key: one.department for key, one in people.items()})

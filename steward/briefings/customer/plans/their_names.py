"""What the people of an account are called: by the feed of contacts, and by the success plan, which goes before it."""

from collections.abc import Mapping

from steward.domain.labels import namesakes_told_apart
from steward.plans.customer.success_plan import PlanPerson, SuccessPlan
from steward.warehouse.rows.customer.account import Contact


def their_names(contacts: Mapping[str, Contact], plan: SuccessPlan) -> Mapping[str, str]:
    """The name behind the id of each contact and of whom only the plan knows, no two alike: a commitment that names one
    of two says which."""
    written = {person.id: person for person in plan.people if person.id and person.name}
    people: dict[str, Contact | PlanPerson] = {**contacts, **written}
    names = {key: contact.written_name for key, contact in contacts.items()}
    return namesakes_told_apart(names | {key: person.name for key, person in written.items()}, people)

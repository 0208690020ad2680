"""The people who work with us, by name, title and reporting line: all that a customer sees of a map."""

from steward.briefings.customer.plans.subject import PlanSubject
from steward.exhibits import OrgChart, Post
from steward.plans.customer.success_plan import PlanPerson
from steward.relationships.org_levels import tier_places


def organisation(about: PlanSubject) -> OrgChart | None:
    """The people the success plan names who are still there; None where it names nobody."""
    people = {one.id: one for one in about.plan.people if one.id and about.was_there(one.id) and _named(about, one)}
    if not people:
        return None
    lines = tuple((key, manager) for key in people if (manager := about.manager(key)) in people)
    places = tier_places(list(people), lines)
    posts = tuple(_post(about, key, entry, places[key]) for key, entry in people.items())
    return OrgChart(
        id="success.people",
        title="The people who work with us",
        alt="Chart of " + ", ".join(f"{post.name} ({post.title})" if post.title else post.name for post in posts) + ".",
        receipt=about.receipt("people", "people"),
        posts=posts,
        lines=tuple(line for line in lines if line[0] != line[1]),
    )


def _named(about: PlanSubject, entry: PlanPerson) -> bool:
    return bool(entry.name or entry.id in about.contacts)


def _post(about: PlanSubject, key: str, entry: PlanPerson, place: tuple[float, float]) -> Post:
    contact = about.contacts.get(key)
    title = entry.title or ((contact.title or "") if contact else "")
    return Post(
        key=key, name=entry.name or (contact.written_name if contact else key), title=title, x=place[0], y=place[1]
    )

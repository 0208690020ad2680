"""The people at a customer: who they are, what they do and whom they report to."""

from collections.abc import Collection, Sequence
from datetime import date
from random import Random

from steward.sample.chance import day_between, dice
from steward.sample.model import Contact, Customer, Profile
from steward.sample.names import email, people
from steward.sample.window import Window, shift

# Level, title, department: the first eleven are at every account, in this order.
POSTS = (
    (1, "Chief Information Officer", "IT"),
    (2, "Head of IT Infrastructure", "IT"),
    (1, "Chief Financial Officer", "Finance"),
    (2, "Head of Procurement", "Procurement"),
    (3, "Network Manager", "IT"),
    (4, "Network Engineer", "IT"),
    (3, "Telecoms Manager", "IT"),
    (2, "Director of Information Security", "Security"),
    (3, "Category Manager IT", "Procurement"),
    (4, "Service Desk Lead", "IT"),
    (4, "Accounts Payable Specialist", "Finance"),
    (1, "Chief Operating Officer", "Operations"),
    (2, "Head of Customer Service", "Customer service"),
    (3, "Contact Centre Manager", "Customer service"),
    (3, "IT Controller", "Finance"),
    (4, "Security Analyst", "Security"),
    (3, "Site Operations Manager", "Operations"),
    (4, "Systems Administrator", "IT"),
    (3, "Service Delivery Manager", "IT"),
    (4, "Workforce Planner", "Customer service"),
    (3, "Security Architect", "Security"),
    (4, "Contract Specialist", "Procurement"),
    (4, "Site IT Coordinator", "Operations"),
    (3, "Digital Workplace Manager", "IT"),
    (4, "Network Engineer", "IT"),
    (4, "Team Lead Inbound", "Customer service"),
    (3, "Enterprise Architect", "IT"),
    (4, "Field Engineer", "Operations"),
    (4, "Financial Analyst", "Finance"),
    (4, "Telephony Administrator", "IT"),
)
ABOVE = {"Security": "IT", "Procurement": "Finance", "Customer service": "Operations"}


def contacts(rng: Random, customer: Customer, window: Window, ours: Collection[str] = ()) -> list[Contact]:
    """Twelve to thirty people, more at a larger account; a few have left. `ours`: the names of our own people, which
    nobody of theirs has."""
    profile = customer.profile
    count = min(max(round(11 + profile.opening_mrr / 11_000 + rng.gauss(0, 2)), 12), len(POSTS))
    found: list[Contact] = []
    for number, name in enumerate(_of_another_name(people(rng, profile.country, count), profile, ours)):
        level, title, department = POSTS[number]
        found.append(
            Contact(
                contact_id=f"K-{profile.number}-{number + 1:02}",
                name=name,
                title=title,
                department=department,
                email=email(name, profile.name) if rng.random() < 0.97 else "",
                level=level,
                reports_to_id=_boss(number, count, profile.number),
                left_on=_left_on(rng, customer, number, window),
            )
        )
    return found


def _of_another_name(names: Sequence[str], profile: Profile, ours: Collection[str]) -> list[str]:
    """The names, and another in place of one that is one of ours; with dice of its own, so that all else stays."""
    more = iter(people(dice(profile.account_id, "namesakes"), profile.country, len(names) * 2 + len(ours)))
    taken = {*names, *ours}
    return [name if name not in ours else next(one for one in more if one not in taken) for name in names]


def _boss(number: int, count: int, account: int) -> str:
    """The next one up in the department, else at the head of the department above; nobody for the top."""
    level, _, department = POSTS[number]
    if level == 1:
        return ""
    for where in (department, ABOVE.get(department, department)):
        higher = [n for n, post in enumerate(POSTS[:count]) if post[0] < level and post[2] == where]
        if higher:
            return f"K-{account}-{max(higher, key=lambda n: (POSTS[n][0], -n)) + 1:02}"
    return f"K-{account}-01"


def _left_on(rng: Random, customer: Customer, number: int, window: Window) -> date | None:
    """The champion of the story on its day; of the others a few, some time ago."""
    story = customer.profile.story
    if story.champion_left and number == 1:
        return window.ago(story.champion_left, 17)
    if number > 3 and rng.random() < 0.06:
        return day_between(rng, window.first, shift(window.until, -2))
    return None

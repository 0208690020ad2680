"""Small networks for tests, written as a few lines of text.

us anna trusted              one of us knows anna, trusted
anna [champion] supporter    a person with roles and support; `!` behind the name: has left
ben < anna                   ben reports to anna
anna > ben                   anna influences ben
anna x ben                   they are in conflict
"""

from datetime import date

from steward.domain.stakeholders import Bond, BuyingRole, Coverage, Standing, Support, Tie
from steward.relationships.model import Colleague, Network, Person, RelationshipLine

DAY = date(2026, 9, 30)
TIES = {"<": Tie.REPORTS_TO, ">": Tie.INFLUENCES, "x": Tie.CONFLICTS_WITH}


def drawn(text: str) -> Network:
    """The network that some lines of text draw."""
    people: dict[str, Person] = {}
    lines: list[RelationshipLine] = []
    ours: dict[str, Colleague] = {}
    for words in (line.split() for line in text.strip().splitlines() if line.strip()):
        if words[0].startswith("us"):
            ours[words[0]] = Colleague(id=words[0], name=words[0].capitalize())
            lines.append(
                RelationshipLine(
                    start=words[0], end=words[1], tie=Tie.KNOWS, bond=Bond(words[2]), wanted=_wanted(words)
                )
            )
            _known(people, words[1])
        elif len(words) == 3 and words[1] in TIES:
            lines.append(RelationshipLine(start=words[0], end=words[2], tie=TIES[words[1]]))
            _known(people, words[0])
            _known(people, words[2])
        else:
            person = _person(words)
            people[person.id] = person
    return Network(
        account_id="A", as_of=DAY, people=tuple(people.values()), colleagues=tuple(ours.values()), lines=tuple(lines)
    )


def _wanted(words: list[str]) -> Bond | None:
    return Bond(words[3]) if len(words) > 3 else None


def _known(people: dict[str, Person], key: str) -> None:
    people.setdefault(key, Person(id=key, name=key.capitalize()))


def _person(words: list[str]) -> Person:
    """`anna! [champion, user] supporter inner`"""
    key = words[0].rstrip("!")
    inside = " ".join(words).partition("[")[2].partition("]")[0]
    said = set(" ".join(words).rpartition("]")[2].split())
    return Person(
        id=key,
        name=key.capitalize(),
        roles=tuple(BuyingRole(role.strip()) for role in inside.split(",") if role.strip()),
        support=next((one for one in Support if one.value in said), None),
        standing=Standing.INNER_CIRCLE if "inner" in said else None,
        coverage=Coverage.BRIEF if "covered" in said else None,
        left_on=date(2026, 4, 17) if words[0].endswith("!") else None,
        confirmed_on=date(2026, 9, 1) if "confirmed" in said else None,
    )

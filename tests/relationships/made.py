"""Any small network, for laws."""

from hypothesis import strategies as st

from steward.domain.stakeholders import Bond, BuyingRole, Support, Tie
from steward.relationships.model import Colleague, Network, Person, RelationshipLine
from tests.relationships.drawn import DAY

PAIRS = [Tie.INFLUENCES, Tie.REPORTS_TO, Tie.CONFLICTS_WITH]
ROLES = st.sampled_from([(), (), (BuyingRole.CHAMPION,), (BuyingRole.DECISION_MAKER,), (BuyingRole.ECONOMIC_BUYER,)])
SUPPORT = st.none() | st.sampled_from(list(Support))


@st.composite
def networks(draw: st.DrawFn) -> Network:
    """Two to eight people and one to three of us, with any roles, support and lines."""
    keys = [f"p{number}" for number in range(draw(st.integers(2, 8)))]
    ours = [f"u{number}" for number in range(draw(st.integers(1, 3)))]
    some, one_of_us = st.sampled_from(keys), st.sampled_from(ours)
    pairs = st.tuples(some, some, st.sampled_from(PAIRS)).filter(lambda ends: ends[0] != ends[1])
    known = draw(st.lists(st.tuples(one_of_us, some, st.sampled_from(list(Bond))), max_size=5))
    lines = [RelationshipLine(start=a, end=b, tie=tie) for a, b, tie in draw(st.lists(pairs, max_size=12))]
    lines += [RelationshipLine(start=us, end=key, tie=Tie.KNOWS, bond=bond) for us, key, bond in known]
    return Network(
        account_id="A",
        as_of=DAY,
        people=tuple(Person(id=key, name=key, roles=draw(ROLES), support=draw(SUPPORT)) for key in keys),
        colleagues=tuple(Colleague(id=key, name=key) for key in ours),
        lines=tuple(lines),
    )

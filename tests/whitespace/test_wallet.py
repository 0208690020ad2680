"""What they pay somebody else for something, whether we sell against it or not."""

from typing import Any

import pytest

from steward.briefings.internal.whitespace.cells import Space, SpaceState, WhitespaceRow
from steward.domain.peers import Evidence
from steward.domain.shares import Share
from steward.plans.internal.strategy import Applicable, WhitespaceNote

ALPHA: Any = type("Account", (), {"mrr": 1000})()
SECURITY: Any = None
KNOWN = WhitespaceNote(product="sec", competitor="Rival", potential_mrr=250)
UNPRICED = WhitespaceNote(product="sec", state=Applicable.WITH_COMPETITOR)
ALIKE = Evidence(Share(5, 8), 300)


@pytest.mark.parametrize(
    ("state", "note", "evidence", "elsewhere"),
    [
        (SpaceState.COMPETITOR, KNOWN, ALIKE, 250),
        (SpaceState.OPEN, KNOWN, ALIKE, 250),
        (SpaceState.OPEN, UNPRICED, ALIKE, 300),
        (SpaceState.COMPETITOR, UNPRICED, None, None),
        (SpaceState.OPEN, None, ALIKE, None),
        (SpaceState.EMPTY, None, ALIKE, None),
        (SpaceState.OURS, KNOWN, None, None),
    ],
)
def test_what_is_paid_elsewhere(
    state: SpaceState, note: WhitespaceNote | None, evidence: Evidence | None, elsewhere: float | None
) -> None:
    """Of a space that is being sold, the open amount of 70 says nothing of what they pay a competitor."""
    space = Space(ALPHA, SECURITY, state, 70.0 if state is SpaceState.OPEN else None, note, evidence)
    assert space.elsewhere == elsewhere
    wallet = WhitespaceRow(ALPHA, (space,), SECURITY).wallet
    assert wallet == (None if elsewhere is None else (1000, elsewhere))

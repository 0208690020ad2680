"""An exported deck against today's data: which numbers moved since, and which somebody edited by hand."""

from steward.ui.kit import show
from steward.ui.kit.selection import saying_no
from steward.ui.reviews.drift import bring_deck, caption, show_drift

show.headline("Compare a deck with the data", "What a deck says, what the data says today, and what was edited by hand")
with saying_no():
    found = bring_deck()
if found:
    show.headline(found.headline, caption(found))
    show_drift(found)
else:
    show.empty(
        "Bring a deck that was exported here, also one that somebody has worked on since. Nothing of it is kept."
    )

"""The quarter of one account on one page, as the customer may see it."""

from steward.services import customer
from steward.ui.kit import show
from steward.ui.kit.cache import kept
from steward.ui.kit.selection import choose_account
from steward.ui.reviews.frozen import frozen_material

subject = choose_account()
frozen = frozen_material(subject)
brief = (
    frozen.summary
    if frozen
    else kept(lambda: customer.summary(subject), "summary", subject.account_id, subject.quarter)
)
show.headline(brief.headline, f"{subject.account.name} · {subject.quarter.spoken}")
show.figures(brief.figures)
show.points("What went well", brief.outcomes)
show.points("What did not", brief.misses)
show.points("To decide", brief.asks)
show.missing(brief.missing)

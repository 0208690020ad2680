"""The quarter of one account on one page, as the customer may see it."""

from steward.ui.kit import show
from steward.ui.kit.selection import choose_account
from steward.ui.reviews.frozen import topic_of

subject = choose_account()
brief = topic_of(subject, "summary")
show.headline(brief.headline, f"{subject.account.name} · {subject.quarter.spoken}")
show.figures(brief.figures)
show.points("What went well", brief.outcomes)
show.points("What did not", brief.misses)
show.points("To decide", brief.asks)
show.missing(brief.missing)

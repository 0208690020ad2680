"""Partners, for our own eyes: the book by partner, what they register, direct beside channel, and their commission."""

from steward.services.channel import book as channel
from steward.ui.channel.page import show_partners
from steward.ui.kit import show
from steward.ui.kit.acts import tell_last
from steward.ui.kit.filters import choose_filtered_book
from steward.ui.plans.cache import briefed

book, filters = choose_filtered_book(acting=True)
tell_last()
brief = briefed(channel, book, filters)
show.headline(brief.headline, f"Partners · {book.warehouse.facts.company}")
show.figures(brief.figures)
show_partners(book, brief)
show.missing(brief.missing)

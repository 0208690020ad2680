"""The review of leadership, internal: a team's slides one at a time, each with the way to what is behind it, and what
was decided beside them."""

from steward.ui.kit import show
from steward.ui.team.deck import download_deck_of
from steward.ui.team.page import choose_team
from steward.ui.team.review import show_review

source, brief = choose_team()
show.headline(brief.headline, f"Leadership review · {source.book.warehouse.facts.company} · {brief.quarter.spoken}")
show_review(source, brief)
download_deck_of(source, brief)
show.missing(brief.missing)

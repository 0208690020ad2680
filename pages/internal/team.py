"""Teams, regions and the company, internal: what accounts add up to along who reports to whom, and what is at risk."""

from steward.ui.kit import show
from steward.ui.team.deck import download_deck_of
from steward.ui.team.page import choose_team, show_figures, show_team, show_way

source, brief = choose_team()
show.headline(brief.headline, f"Team · {source.book.warehouse.facts.company} · {brief.quarter.spoken}")
show_way(source, brief.branch)
show_figures(brief)
show_team(source, brief)
download_deck_of(source, brief)
show.missing(brief.missing)

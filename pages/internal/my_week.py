"""What to do this week, for our own eyes: ranked by what presses and the money at stake, and whom to call."""

from steward.exhibits import day_text
from steward.ui.kit import show
from steward.ui.kit.selection import whole_book
from steward.ui.week.page import choose_week, show_week

book = whole_book()
brief = choose_week(book)
show.headline(brief.headline, f"{brief.person or 'Everybody'} · as of {day_text(brief.as_of)}")
show.figures(brief.figures)
show_week(brief)
show.missing(brief.missing)

"""Home: which accounts need somebody first and why, what is due in the next days, and everything there is to do."""

from steward.exhibits import day_text
from steward.ui.kit import show
from steward.ui.kit.data_age import warn_of_age
from steward.ui.kit.selection import whole_book
from steward.ui.kit.turned_down import warn_of_rejects
from steward.ui.week.page import choose_week, show_week

book = whole_book()
brief = choose_week(book)
show.headline(
    brief.headline,
    f"{f'Week of {brief.person}' if brief.person else 'Everybody'} · {brief.today:%A}, {day_text(brief.today)}",
)
warn_of_age()
warn_of_rejects()
show_week(brief)
show.figures(brief.figures)
show.missing(brief.missing)

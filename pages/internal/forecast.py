"""The forecast of the quarter that runs, for our own eyes: calls, why they changed, what is behind them."""

from steward.ui.forecast.looking import actor_of, forecast_of_page
from steward.ui.forecast.page import show_forecast, shown_figures
from steward.ui.kit import show
from steward.ui.kit.acts import tell_last
from steward.ui.kit.selection import whole_book
from steward.ui.kit.who import who

book = whole_book()
brief = forecast_of_page(book)
actor = actor_of(who())
tell_last()
show.headline(brief.headline, f"Forecast · {book.warehouse.facts.company} · {brief.period.spoken}")
show.figures(shown_figures(brief))
show_forecast(book, brief, actor)
show.missing(brief.missing)

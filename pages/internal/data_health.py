"""The last load: what was read, what was rejected and why, what the checks found, and where people say otherwise."""

from steward.services import orders, scope
from steward.services.channel import book as channel
from steward.services.data import loads
from steward.services.quotes import desk, imported
from steward.services.requests import desk as requests
from steward.ui.kit import show
from steward.ui.kit.cache import kept
from steward.ui.kit.downloads import download_rejects
from steward.ui.kit.page import show_briefing
from steward.ui.kit.selection import whole_book
from steward.ui.loads.page import show_load
from steward.ui.plans.cache import quietly_told
from steward.ui.plans.files import plans

book = whole_book()
not_read = loads.plan_folders_of_nobody(plans(), scope.accounts(book.warehouse))
differing = loads.Differing(
    quotes=quietly_told(desk, imported.differences, book),
    orders=orders.differences(book, quietly_told(orders, orders.brief, book)),
    requests=requests.differences(book, quietly_told(requests, requests.brief, book)),
    partners=quietly_told(channel, channel.brief, book).findings,
)
brief = kept(lambda: loads.brief(book, not_read, differing), "data health", not_read, differing)
show_briefing(brief, f"{book.warehouse.facts.company} · the last load", show_load)
show.unusable(brief.not_read, "Of the folder account_plans/, this is not read:")
download_rejects(brief.rejected)

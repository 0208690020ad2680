"""The last load: what was read, what was rejected and why, and what the checks found."""

from steward.services import loads
from steward.ui.kit.cache import kept
from steward.ui.kit.downloads import download_rejects
from steward.ui.kit.page import show_briefing
from steward.ui.kit.selection import whole_book

book = whole_book()
brief = kept(lambda: loads.brief(book), "data health")
show_briefing(brief, f"{book.warehouse.facts.company} · the last load")
download_rejects(brief.rejected)

"""The last load: what was read, what was rejected and why, and what the checks found."""

from steward.briefings.internal.loads.data_health import data_health
from steward.ui.kit.cache import kept
from steward.ui.kit.downloads import download_rejects
from steward.ui.kit.page import show_briefing
from steward.ui.kit.selection import whole_book

book = whole_book()
brief = kept(lambda: data_health(book), "data health")
show_briefing(brief, f"{book.warehouse.facts.company} · the last load")
download_rejects(brief.rejected)

"""The service of one account for our own eyes: what failed and will fail, what it costs, and who waits."""

from steward.briefings.internal.scope.filters import Filters
from steward.services.scope import book_of
from steward.ui.account.cockpit import show_cockpit
from steward.ui.kit import show
from steward.ui.kit.cache import warehouse
from steward.ui.kit.selection import choose_account
from steward.ui.requests.links import raise_links
from steward.ui.service.page import service_of, show_service

subject = choose_account()
show_cockpit(subject)
brief = service_of(book_of(warehouse(), str(subject.quarter)), Filters(accounts=(subject.account_id,)))
show.headline(brief.headline, f"Service, internal · {subject.account.name} · {subject.quarter.spoken}")
show.figures(brief.figures)
show_service(brief)
raise_links(subject)
show.missing(brief.missing)

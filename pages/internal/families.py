"""Families of accounts, internal: what each brings and what is to come; one of them, account by account."""

from steward.services import families
from steward.ui.families.page import asked_family, choose_family, show_family
from steward.ui.kit import show
from steward.ui.kit.filters import choose_filtered_book
from steward.ui.plans.cache import briefed

if family := asked_family():
    show_family(family)
else:
    book, filters = choose_filtered_book()
    brief = briefed(families, book, filters)
    show.headline(brief.headline, f"Families · {book.warehouse.facts.company} · {book.quarter.spoken}")
    show.figures(brief.figures)
    choose_family(brief)
    show.missing(brief.missing)

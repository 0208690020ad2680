"""The partners of one account: their roles with the grid to write them in, and what they registered here."""

from steward.briefings.customer.subject import Subject
from steward.briefings.internal.scope.book import Book
from steward.services.channel import registering
from steward.services.channel.book import ChannelBook
from steward.ui.channel.decide import tell_last
from steward.ui.channel.page import show_registrations
from steward.ui.kit import show
from steward.ui.kit.who import who
from steward.ui.plans.editor import edit_section
from steward.ui.plans.files import plans


def show_account_partners(subject: Subject, book: Book, brief: ChannelBook) -> None:
    """Roles, registrations and commission of this account alone."""
    tell_last()
    show.figures(tuple(one for one in brief.figures if one.id in ("channel.estimate", "channel.difference")))
    show.exhibits([one for one in (brief.roles, brief.findings, brief.differences) if one])
    file = registering.channel_file(plans(), subject.account_id)
    edit_section(subject.account_id, file, file.sections["roles"], who())
    show_registrations(book, brief)
    show.nothing_of({"roles of partners": brief.roles})

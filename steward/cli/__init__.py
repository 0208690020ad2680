"""`python -m steward …`: the command line, a module for each kind of command."""

from steward.cli import (
    access,
    books,
    data,
    delivery,
    design,
    drift,
    families,
    follow_up,
    forecast,
    forget,
    handover,
    plans,
    presets,
    quotes,
    renewals,
    reports,
    requests,
    retention,
    team,
    week,
)
from steward.cli.common import app
from steward.cli.unforeseen import Guarded

for group in (app, access.access):
    for command in group.registered_commands:
        command.cls = Guarded

__all__ = [
    "access",
    "app",
    "books",
    "data",
    "delivery",
    "design",
    "drift",
    "families",
    "follow_up",
    "forecast",
    "forget",
    "handover",
    "plans",
    "presets",
    "quotes",
    "renewals",
    "reports",
    "requests",
    "retention",
    "team",
    "week",
]

"""`python -m steward …`: the command line, a module for each kind of command."""

from steward.cli import access, data, drift, follow_up, forget, plans, renewals, reports, week
from steward.cli.common import app

__all__ = ["access", "app", "data", "drift", "follow_up", "forget", "plans", "renewals", "reports", "week"]

"""A fault nobody foresaw ends a command with one line and a number; a file in the home explains it."""

from typing import Any

import typer
from typer.core import TyperCommand

from steward.cli.common import DEBUG, HOME, refuse
from steward.faults import noted
from steward.workspace import Workspace

FORESEEN = (typer.Exit, typer.Abort, typer.BadParameter, BrokenPipeError)
"""How a command ends on purpose."""


class Guarded(TyperCommand):
    """A command of which no traceback reaches whoever ran it, unless they ask for it."""

    def invoke(self, ctx: Any) -> Any:
        """Run it."""
        try:
            return super().invoke(ctx)
        except FORESEEN:
            raise
        except Exception as fault:
            if ctx.meta.get(DEBUG):
                raise
            found = noted(fault, Workspace.find(ctx.meta.get(HOME)).home, f"steward {ctx.info_name}")
            where = f"{found.file} says more under this number" if found.file else "What is known stands above"
            refuse(f"Something went wrong that Steward did not foresee: error {found.number}. {where}.")

"""What leaves Steward as a file is written down before it is handed out."""

from collections.abc import Sequence

from steward.plans.files.export_log import Exported, exported, log
from steward.workspace import Workspace


def write_down(
    workspace: Workspace, who: str, what: str, file: str, content: bytes, *, eyes: str = "",
    accounts: Sequence[str] = (), snapshot: str = "",
) -> Exported:  # fmt: skip
    """The line in the export log for a file that is handed out now. Raises OSError or Timeout: then nothing is."""
    line = exported(who, what, file, content, eyes=eyes, accounts=accounts, snapshot=snapshot)
    log(workspace.plans, line)
    return line

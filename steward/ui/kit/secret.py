"""What this home signs its links with: made once, kept in a file that only its owner may read."""

import secrets
from pathlib import Path

from steward.errors import SecretUnusable
from steward.whole_files import keep_secret
from steward.workspace import Workspace

BYTES = 32


def secret_of(home: Workspace) -> str:
    """The secret of a home; empty where none was made yet, so that nothing was signed. Raises SecretUnusable."""
    try:
        found = home.secret.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as problem:
        raise SecretUnusable(_said(home.secret, problem)) from problem
    if len(found) < 2 * BYTES:
        raise SecretUnusable(f"{home.secret.name} in data/ is damaged. Delete it; links made before lead nowhere then.")
    return found


def made_secret(home: Workspace) -> str:
    """The secret of a home, made where there is none yet. Raises SecretUnusable."""
    if not (found := secret_of(home)):
        try:
            keep_secret(home.secret, secrets.token_hex(BYTES).encode("ascii"))
        except OSError as problem:
            raise SecretUnusable(_said(home.secret, problem)) from problem
        found = secret_of(home)
    return found


def _said(path: Path, problem: Exception) -> str:
    why = problem.strerror if isinstance(problem, OSError) else "it is no text"
    return f"{path.name} in data/, which links are signed with, cannot be used: {why}."

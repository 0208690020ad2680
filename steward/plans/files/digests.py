"""What tells one state of a file from another."""

import hashlib


def digest_of(content: bytes) -> str:
    """Of what a file says; empty for a file that is not there."""
    return hashlib.sha256(content).hexdigest() if content else ""

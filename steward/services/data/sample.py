"""The fictional company, written into a home."""

from steward.sample import write_sample

__all__ = ["write_sample"]

"""What was loaded last, what was rejected and why, and what the checks found."""

from steward.briefings.internal.loads.data_health import data_health as brief

__all__ = ["brief"]

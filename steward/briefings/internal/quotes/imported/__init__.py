"""What other systems tell of quotes: quotes of a CPQ, approvals and envelopes."""

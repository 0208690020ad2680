"""Orders on their way to an invoice: what they are in money, how late they are, and whether they are billed rightly."""

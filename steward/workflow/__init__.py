"""What goes through states: a table of what may follow what, and a ledger of what happened. The state is their fold."""

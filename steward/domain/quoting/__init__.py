"""What a quote is worth, what changed between two of its versions, and who must approve it. Money is in whole cents."""

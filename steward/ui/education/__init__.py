"""The pages of what customers know of our offer."""

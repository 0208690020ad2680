"""The pages of requests and disputes."""

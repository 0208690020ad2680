"""The stakeholder graph, what it computes, and where people stand. The only home of NetworkX.

Nothing lives here yet.
"""

"""All that a page or a slide says on one topic, computed once."""

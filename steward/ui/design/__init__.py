"""Discovery and design of an account on a page: questions, sites, requirements, options, engineering, steps."""

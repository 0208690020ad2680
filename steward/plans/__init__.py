"""Account plans: success plan, strategy, reviews; their editing and history. The only home of tomlkit.

Nothing lives here yet; `account_plans/README.md` says what people will write.
"""

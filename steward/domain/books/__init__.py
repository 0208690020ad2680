"""Who looks after which account from a day on: books balanced for a fiscal year, credit that adds up."""

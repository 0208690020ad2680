"""Files other than decks: Word, spreadsheet, calendar, tasks, CRM changes, pictures."""

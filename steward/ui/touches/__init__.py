"""What people log of calls, mails and meetings, whom to contact next, and what goes to the CRM."""

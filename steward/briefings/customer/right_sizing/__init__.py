"""What is used more or less than it is paid for, and what that would save or need."""

"""What people write, as files: read, edited, told and handed out, whatever they are about."""

"""What browsers call a PowerPoint file."""

POWERPOINT = "application/vnd.openxmlformats-officedocument.presentationml.presentation"

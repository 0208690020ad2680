"""What ends when, and until when either side may say so."""

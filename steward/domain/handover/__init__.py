"""What it takes to hand an account over: how much care it needs, who is introduced first, what is asked and signed."""

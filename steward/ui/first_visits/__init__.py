"""What a first visit after a load would wait for is made beforehand, while nobody visits."""

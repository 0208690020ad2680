"""What a customer may see. Nothing here may import `steward.briefings.internal`."""

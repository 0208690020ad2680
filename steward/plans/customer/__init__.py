"""The files whose words the customer may see."""

"""Tables, heatmaps and the strip of figures as native tables."""

"""People on a slide: cards, connectors and the legend, fitted to the page."""

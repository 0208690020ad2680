"""A map of people worked out to the last point, before Plotly, PowerPoint or Pillow puts it on a page or on paper.

`card` says how large everybody is, `routes` which way lines run, `legend` what has to be explained; `scene` puts it all
together as areas, strokes and words. Everything is measured in the unit of the drawing that asks, y downwards.
"""

"""What every object of a slide is made with: boxes, sizes, texts and XML."""

"""Jobs of the blog, one module for each noun; procrastinate finds them here."""

"""Pages of the browser desk: thin; they show what the pipeline returns."""

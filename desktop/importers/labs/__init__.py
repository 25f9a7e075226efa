"""Values of laboratory reports, read by the geometry of their tables; never guessed."""

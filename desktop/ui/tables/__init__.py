"""What the columns of a table of test results are: asked once, then known by the header."""

"""Pure functions from record values to the data of the page templates, one file a page."""

"""Tables of test results (CSV) that laboratories, practices and people's own spreadsheets give."""

"""Pages on paper made from the record at once: looked at, printed or saved."""

"""The form for any kind of fact, made from its fields, and what the pages of the record share."""

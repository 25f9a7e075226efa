"""The page over every kind of the record that has no page of its own."""

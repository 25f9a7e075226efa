"""Step 5: the ways in which a packet leaves; each says what keeps it from being saved, and saves."""

"""Apple Health: the export of a phone, millions of readings told as days."""

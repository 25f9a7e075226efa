"""What the second doctor will miss: pure rules over a person's record."""

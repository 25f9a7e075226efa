"""Text, colors, people and security."""

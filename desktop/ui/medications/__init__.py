"""The medicines and allergies, and whether each is still taken."""

"""Test results: the tests, their course and where each value was read."""

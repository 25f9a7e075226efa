"""The figures of speed, each against its comparison in the same run: `python -m tests.bench`."""

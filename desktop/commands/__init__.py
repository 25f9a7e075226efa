"""The command line: one file a command group, over the same services as the window."""

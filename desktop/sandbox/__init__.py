"""One named function in a locked-down child process: bytes in, JSON and bytes out."""

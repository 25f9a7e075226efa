"""Readers of untrusted documents: bytes in, values out; they run in the sandbox and see no vault."""

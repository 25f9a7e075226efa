"""Choosing a passphrase: six words by chance, or one of the person's own."""

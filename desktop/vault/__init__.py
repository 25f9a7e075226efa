"""The vault: an encrypted folder with a database and sealed files; the only package that holds keys."""

"""Whether the vault is in good order, its backups, and bringing one back."""

"""The steps of the vault's schema; they import no project code, so that old ones stay true."""

"""The ways into the open vault: passphrase, recovery kit, new keys, the computer's key store."""

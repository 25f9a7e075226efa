"""One fact of any kind: how a list shows it, all that is known of it, and where it comes from."""

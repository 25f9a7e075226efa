"""vCard: contacts from a telephone or an address book."""

"""Finding words in everything of one person: documents and facts together."""

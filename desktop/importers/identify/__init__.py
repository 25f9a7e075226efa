"""What a page says about itself: kind, title, date, source, doctor and person, each with its evidence."""

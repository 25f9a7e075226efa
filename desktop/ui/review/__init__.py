"""The review screen: the page left with its evidence marked, the fields right."""

"""Recognition of words in pictures: the pixels that go into the box, and the words that come out of it."""

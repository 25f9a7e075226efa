"""The box of text recognition: grey pixels in, words with boxes out, and the only one that may start a program."""

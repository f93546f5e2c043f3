"""How well requests are matched to people on file: found, judged and how fast, with a million people."""

"""The questions of a request. Each form fills itself from the draft, and gives what the draft is to keep."""

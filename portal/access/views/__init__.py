"""The pages of the room: the questions of a request in their order, and what became of it."""

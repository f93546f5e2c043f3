"""What waits for a person: their decision, and the worker that acts on it."""

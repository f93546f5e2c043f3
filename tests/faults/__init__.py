"""Crash tests: deliveries are broken off in every way we know of, taken again, and compared with an undisturbed run."""

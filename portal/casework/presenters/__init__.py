"""Turns requests and people into the strings of the finance team's pages."""

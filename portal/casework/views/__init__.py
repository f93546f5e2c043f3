"""The finance team's pages."""

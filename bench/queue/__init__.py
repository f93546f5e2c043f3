"""The finance team's pages with 100,000 requests and 1,000,000 people on file."""

"""The staff pages about deliveries."""

"""What became of deliveries, in the words of the staff pages."""

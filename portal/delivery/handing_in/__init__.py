"""Each time a delivery is handed in: the attempt, how far it is while it runs, the watched folder, what staff read."""

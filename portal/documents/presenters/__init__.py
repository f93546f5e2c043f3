"""What the pages about documents say: models and facts in, the strings of a page out."""

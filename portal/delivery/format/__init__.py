"""What a delivery may say: the fields of its rows, their rules, and the words for what is wrong. Knows no database."""

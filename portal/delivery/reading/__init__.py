"""From the folder or the zip to checked rows: opening it safely, its hashes, its lines, its PDFs."""

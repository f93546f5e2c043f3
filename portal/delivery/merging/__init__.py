"""From checked rows to the portal's tables: staging, what becomes of each row, the merge, the document store."""

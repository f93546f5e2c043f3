"""What people can take away besides the issued PDF: spreadsheets, the portal's own PDF, everything in one ZIP."""

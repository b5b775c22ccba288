"""Chinese as written here."""

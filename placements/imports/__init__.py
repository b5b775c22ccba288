"""Spreadsheets that come in: how a file is read, what its cells may say, and what each row would change."""

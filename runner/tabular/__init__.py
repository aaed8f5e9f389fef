"""Reads tables as people and their programs keep them: CSV in any encoding, spreadsheets, Parquet."""

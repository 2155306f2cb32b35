"""How the record goes out in bulk: record by record as JSON Lines, table by table as CSV and Parquet, and what it all means."""

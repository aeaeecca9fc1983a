"""How shapes are written: tables, JSON lines, bundles of files, compression, and what stands beside an export."""

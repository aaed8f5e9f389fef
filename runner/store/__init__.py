"""Everything on disk: run folders, evidence, the catalogue, decisions and other assertions."""

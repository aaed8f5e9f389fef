"""The review of one run: photos, texts, evidence, decisions."""

"""Tokens, inflection and vocabularies of English, and which texts in a file people wrote."""

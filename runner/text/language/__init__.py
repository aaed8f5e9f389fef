"""Words of English and of files: tokens, inflection, vocabularies."""

"""`runner decide`, `edit`, `rows` and `history`: the review of a run on the command line."""

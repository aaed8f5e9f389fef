"""The desktop program in which a person decides. `session` holds the work and knows no Qt; `views` show and ask."""

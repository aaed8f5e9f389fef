"""Plans, shards, executes and records; knows no particular stage."""

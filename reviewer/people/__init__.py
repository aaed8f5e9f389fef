"""The people page: which face belongs to which person."""

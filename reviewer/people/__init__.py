"""The people page: whose face is whose."""

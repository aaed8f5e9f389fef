"""People in photos: whose face is whose, by embeddings and by what people said. Knows no engine and no window.

What a person said is never changed by a machine: groups are a pure function of faces, assertions and thresholds.
"""

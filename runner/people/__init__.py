"""People in photos: who is who, from embeddings and people's answers. Independent of the engine and of the window.

No program ever changes an answer: groups are a pure function of faces, assertions and thresholds.
"""

"""Faces in ONNX Runtime: where they are, their landmarks, and the vectors that tell one person from another."""

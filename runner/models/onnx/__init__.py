"""Classifiers and dual encoders in ONNX Runtime."""

"""Object detectors in ONNX Runtime: what is in a picture, and where."""

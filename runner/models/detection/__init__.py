"""Object detectors in ONNX Runtime: which classes are where in a picture."""

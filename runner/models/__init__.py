"""Weights and inference."""

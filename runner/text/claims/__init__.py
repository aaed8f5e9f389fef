"""What a text claims, what is known of a photo, and whether one supports the other.

`reader.read` and `reader.read_texts` give the claims of texts, `weighing.weigh` holds them against facts of witnesses,
whose error rates `calibration` reads from `conf/witness/*.yaml` and computes from labelled photos. A package of data
and functions: no model, no knowledge of stages, runs or configuration.
"""

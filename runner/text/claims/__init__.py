"""What a text claims, what is known about a photo, and whether one supports the other.

`reader.read` and `reader.read_texts` return the claims of texts; `weighing.weigh` weighs them against the facts of
witnesses. `calibration` reads the witnesses' error rates from `conf/witness/*.yaml`; `calibrating` computes them from
labelled photos. A package of data and functions: it knows no model, stages, runs or configuration.
"""

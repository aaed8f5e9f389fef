"""Claims: what a text states about a photo, read out of it and held against witnesses.

`reader.read` and `reader.read_texts` give the claims of texts, `weighing.weigh` holds them against facts of witnesses,
whose error rates `calibration` reads from `conf/witness/*.yaml` and computes from labelled photos. A package of data
and functions: no model, no knowledge of stages, runs or configuration.
"""

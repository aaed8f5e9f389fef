"""`runner export`: the evidence of a run, with people's decisions, as data for training and evaluation."""

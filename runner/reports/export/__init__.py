"""`runner export`: the evidence of a run, with what people decided, as data to train and to evaluate with."""

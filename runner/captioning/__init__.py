"""The kinds of captioner behind the protocol of `runner.captioner`, and their options."""

"""Processes that extract: each on its own, so that a document can end one of them but not the run."""

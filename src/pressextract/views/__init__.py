"""What a reader sees: a release as HTML, in a notebook, as a report."""

"""Networks and timelines: as graphs, and as figures."""

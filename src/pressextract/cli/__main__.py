"""``python -m pressextract.cli`` is the command ``pressextract``."""

from pressextract.cli import main

main()

"""How the weights of the recogniser came to be: ``python -m training`` makes them again from the raw files."""

import sys
from pathlib import Path

# The scorer is the benchmark's, whose modules are scripts and no package.
sys.path.append(str(Path(__file__).parent.parent / "benchmark"))

"""``python -m pressextract.schemas``: write the schemas from the models, beside this file."""

import sys
from pathlib import Path

from pressextract.errors import ExportError
from pressextract.schemas import write_schemas

try:
    written = write_schemas(Path(__file__).parent)
except ExportError as error:
    sys.exit(f"pressextract.schemas: {error}")
sys.stdout.write("".join(f"{path.name}\n" for path in written))

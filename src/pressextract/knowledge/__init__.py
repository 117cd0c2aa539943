"""What the library knows, as data: headed tables beside this file, and how they are read."""

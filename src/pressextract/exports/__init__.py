"""Records in the formats of others, with the offsets that they count in."""

"""Text: cleaned, folded to Simplified, cut into lines, with the way back to every character of the original."""

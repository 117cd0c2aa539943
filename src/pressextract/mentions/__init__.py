"""What the text mentions: words with their classes, found on the fold."""

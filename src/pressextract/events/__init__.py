"""What happened and what was said: occasions and acts with their parts, and statements with their speakers."""

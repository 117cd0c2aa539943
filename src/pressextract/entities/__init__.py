"""Who and what is meant: people, the bodies they belong to, and the posts that tie them."""

"""What has been decided: the register, its owners, reviews, links between circles, taking away."""

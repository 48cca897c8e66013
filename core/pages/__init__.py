"""Pages of the tree: reaching them, who may read them, what robots read of them."""

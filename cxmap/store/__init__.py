"""Where the map is kept: the store protocol and its engines; tinydb lives here and nowhere else."""

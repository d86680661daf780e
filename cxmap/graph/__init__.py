"""The influence graph; networkx lives here and nowhere else."""

"""The planner: a small explicit problem in, a replayed and explained plan out; knows no map."""

"""The application without a screen: one method per intent of the lead."""

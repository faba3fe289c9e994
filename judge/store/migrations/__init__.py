"""How one schema becomes the next. A migration works while the previous release is running."""

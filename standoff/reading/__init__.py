"""Article → Reading: one article at a time, pure, no input or output."""

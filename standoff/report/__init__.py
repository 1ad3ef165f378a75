"""Record → brief and views, for people."""

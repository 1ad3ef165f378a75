"""How reading is spread over processes or machines: the only place that knows."""

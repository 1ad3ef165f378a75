"""The record in a browser: an ASGI application over the record's views; needs the extra standoff[web]."""

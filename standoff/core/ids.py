"""Identifiers made from content: the same input gives the same identifier, on any machine, in any run."""

import hashlib

ID_BYTES = 8  # 64 bits: a clash among ten million items has a chance of about 3 in a million


def text_id(text: str) -> str:
    """The identity of an article: the SHA-256 of its stored text in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def content_id(prefix: str, *parts: object) -> str:
    """A short identifier `prefix-0123456789abcdef` of whatever is named by `parts`."""
    digest = hashlib.blake2b("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass"), digest_size=ID_BYTES)
    return f"{prefix}-{digest.hexdigest()}"

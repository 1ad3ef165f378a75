"""Every error that Standoff raises on purpose, as one tree.

StandoffError
├── InputError             an item that cannot be taken in; the others go on
│   ├── EmptyInput
│   ├── BinaryInput
│   ├── OversizedInput
│   ├── UndecodableInput
│   ├── TruncatedInput
│   └── MalformedInput     not the format that it claims to be
├── CodebookError          a data file (acts, actors, dossier) breaks its rules
├── ModelMissing           a language model that is not installed
├── OffsetError            a span does not hold the text that it names
├── RecordError            the record cannot be opened, read or written
│   ├── RecordTooNew       written by a newer Standoff
│   └── NotFound           no such article, item or actor in the record
└── UsageError             options that make no sense together
"""


class StandoffError(Exception):
    """Base of every error that Standoff raises on purpose; the message says what to do."""


class InputError(StandoffError):
    """One item of input that cannot be taken in."""


class EmptyInput(InputError):
    """The item holds no text."""


class BinaryInput(InputError):
    """The item is not text of a format that Standoff reads."""


class OversizedInput(InputError):
    """The item is larger than the limit."""


class UndecodableInput(InputError):
    """The item's bytes are text in no encoding that could be told."""


class TruncatedInput(InputError):
    """The item was cut off before its end."""


class MalformedInput(InputError):
    """The item is not the format that its name or the options say."""


class CodebookError(StandoffError):
    """A data file (acts, actors, issues, a dossier) breaks its rules."""


class ModelMissing(StandoffError):
    """A language model that is not installed was asked for."""


class OffsetError(StandoffError):
    """A span does not hold the text that it names."""


class RecordError(StandoffError):
    """The record cannot be opened, read or written."""


class RecordTooNew(RecordError):
    """The record was written by a newer version of Standoff."""


class NotFound(RecordError):
    """The record holds no such article, item or actor."""


class UsageError(StandoffError):
    """Options that make no sense together."""

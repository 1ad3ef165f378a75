"""Making tables in a process of its own: on a large record they take minutes of one core, in which pages must not wait.

`python -m standoff.web.making` reads where the record is from its standard input, a line of JSON, and writes portions to its
standard output, each as its length in four bytes and then as MessagePack. The server starts it, and ends it when it ends itself;
where the server is killed, its standard input ends, and it ends too.
"""

import os
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from typing import IO

import msgspec
from sqlalchemy import Engine

from standoff.core.errors import RecordError
from standoff.store.database import open_engine
from standoff.store.views import Views
from standoff.web.tables import Portion, portions

LENGTH = struct.Struct(">I")
COMMAND = (sys.executable, "-m", "standoff.web.making")
NICE = 10  # pages come first; at 19, what else runs on a busy machine leaves it so little that it is never done
MOST_SECONDS = 3600.0  # two to ten minutes are usual for 27,000 articles; what takes longer hangs, and is ended
_DECODER = msgspec.msgpack.Decoder(Portion)


class Maker:
    """Makes tables of one record elsewhere; `stop` ends what is being made."""

    def __init__(self, engine: Engine, *, most_seconds: float = MOST_SECONDS) -> None:
        url = engine.url  # a file's path may hold what a URL would take for its query
        self.url = url.database if url.drivername == "sqlite" else url.render_as_string(hide_password=False)
        self._most_seconds = most_seconds
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False

    def portions(self) -> Iterator[Portion]:
        """The portions as they come; raises RecordError where the process ends before its last one."""
        with self._lock:
            if self._stopped:
                return
            # In a session of its own, so that Ctrl-C in a terminal ends the server, and the server ends it.
            process = subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True)  # noqa: S603 - our own module
            self._process = process
        assert process.stdin is not None and process.stdout is not None  # noqa: S101 - both are pipes
        watch = threading.Timer(self._most_seconds, process.kill)
        watch.daemon = True
        watch.start()
        try:
            with suppress(BrokenPipeError):  # it ended already: the code that it ended with tells why
                process.stdin.write(msgspec.json.encode(self.url) + b"\n")
                process.stdin.flush()
            yield from _read(process.stdout)
            code = process.wait()
        finally:
            watch.cancel()
            process.terminate()
            process.wait()
            process.stdout.close()
            with suppress(BrokenPipeError):
                process.stdin.close()
        if code and not self._stopped:
            raise RecordError(f"what hangs together over articles could not be worked out: its process ended with {code}")

    def stop(self) -> None:
        """End the process, if there is one, and start none again."""
        with self._lock:
            self._stopped = True
            if self._process is not None:
                self._process.terminate()


def _read(stream: IO[bytes]) -> Iterator[Portion]:
    while len(head := stream.read(LENGTH.size)) == LENGTH.size:
        (length,) = LENGTH.unpack(head)
        if len(data := stream.read(length)) < length:
            return  # it ended amid a portion
        yield _DECODER.decode(data)


def main() -> None:
    """Write the portions of the record whose address is read."""
    if hasattr(os, "nice"):
        os.nice(NICE)
    url = msgspec.json.decode(sys.stdin.buffer.readline(), type=str)
    threading.Thread(target=_end_with_server, daemon=True).start()
    engine = open_engine(url, create=False)
    for portion in portions(Views(engine)):
        data = msgspec.msgpack.encode(portion)
        sys.stdout.buffer.write(LENGTH.pack(len(data)) + data)
        sys.stdout.buffer.flush()


def _end_with_server() -> None:
    """End this process, whatever it is doing, as soon as its standard input ends: the server is gone."""
    while os.read(sys.stdin.fileno(), 1):
        pass
    os._exit(1)


if __name__ == "__main__":
    main()

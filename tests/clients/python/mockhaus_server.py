"""A Mockhaus of one's own and the unmodified Snowflake connector to it."""
import os
import pathlib
import sys

os.environ.setdefault("SNOWFLAKE_DISABLE_PLATFORM_DETECTION", "true")
sys.path.append(str(pathlib.Path(__file__).resolve().parents[2] / "runner"))

import snowflake.connector  # noqa: E402  (the variable above is read at import)
from server_process import ServerProcess  # noqa: E402


class Server(ServerProcess):
    def connect(self, **settings):
        known = {"account": "any", "user": "MOCKHAUS", "password": "mockhaus",
                 "host": "127.0.0.1", "port": self.port, "protocol": "http"}
        return snowflake.connector.connect(**{**known, **settings})

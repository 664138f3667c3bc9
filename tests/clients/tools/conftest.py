"""Tools over the Snowflake connector, unmodified: dbt, SQLAlchemy, Snowpark.

ctest runs this folder as client/tools, in the environment .venv/dbt, and names the
program in MOCKHAUS.
"""
import os
import pathlib
import sys

import pytest

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "python"))

from mockhaus_server import Server  # noqa: E402


@pytest.fixture(scope="session")
def server():
    server = Server(os.environ["MOCKHAUS"])
    yield server
    server.stop()

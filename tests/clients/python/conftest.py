"""The server under test, and connections of the unmodified Snowflake connector to it.

ctest runs this folder once with each connector (client/python4, client/python5) and names the
program in MOCKHAUS. By hand:
    MOCKHAUS=build/dev/mockhaus .venv/py4/bin/python -m pytest tests/clients/python
"""
import os
import subprocess

import pytest

os.environ.setdefault("SNOWFLAKE_DISABLE_PLATFORM_DETECTION", "true")

import snowflake.connector  # noqa: E402  (the variable above is read at import)


class Server:
    def __init__(self, program):
        self.process = subprocess.Popen(
            [program, "serve", "--mode", "dev", "--memory", "--port", "0"],
            stdout=subprocess.PIPE, text=True)
        self.port = None
        for line in self.process.stdout:
            if line.startswith("mockhaus listening on "):
                self.port = int(line.rsplit(":", 1)[1])
                break
        assert self.port, "the server ended before it listened"

    def connect(self, **settings):
        known = {"account": "any", "user": "MOCKHAUS", "password": "mockhaus",
                 "host": "127.0.0.1", "port": self.port, "protocol": "http"}
        return snowflake.connector.connect(**{**known, **settings})

    def stop(self):
        self.process.terminate()
        assert self.process.wait(timeout=30) == 0


@pytest.fixture(scope="session")
def server():
    server = Server(os.environ["MOCKHAUS"])
    yield server
    server.stop()


@pytest.fixture(scope="session")
def database(server):
    with server.connect() as connection:
        connection.cursor().execute("create or replace database clients")
    return "CLIENTS"


@pytest.fixture
def connection(server, database):
    with server.connect(database=database, schema="PUBLIC") as connection:
        yield connection


@pytest.fixture
def cursor(connection):
    with connection.cursor() as cursor:
        yield cursor


@pytest.fixture(params=["json", "arrow"])
def cursor_of_format(request, connection):
    """A cursor whose results come in each of the two formats."""
    with connection.cursor() as cursor:
        cursor.execute(f"alter session set python_connector_query_result_format = "
                       f"'{request.param}'")
        yield cursor

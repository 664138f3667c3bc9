"""The server under test, and connections of the unmodified Snowflake connector to it.

ctest runs this folder once with each connector (client/python4, client/python5) and names the
program in MOCKHAUS. By hand:
    MOCKHAUS=build/dev/mockhaus .venv/py4/bin/python -m pytest tests/clients/python
"""
import os

import pytest

from mockhaus_server import Server


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

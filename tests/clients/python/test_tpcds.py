"""The 99 queries of TPC-DS over empty tables: every one is understood and runs.

examples/tpcds.py compares their answers over data with DuckDB's.
"""
import pathlib

import pytest

TPCDS = pathlib.Path(__file__).resolve().parents[3] / "examples" / "tpcds"
QUERIES = sorted(TPCDS.glob("q*.sql"))


@pytest.fixture(scope="module")
def tpcds(server, database):
    with server.connect(database=database) as connection, connection.cursor() as cursor:
        cursor.execute("create schema tpcds")
        for statement in (TPCDS / "schema.sql").read_text().split(";"):
            if statement.strip():
                cursor.execute(statement)
        yield cursor


def test_all_are_there():
    assert len(QUERIES) == 99


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.stem)
def test_query(tpcds, query):
    rows = tpcds.execute(query.read_text()).fetchall()
    assert len(tpcds.description) > 0
    assert len(rows) <= 1  # an aggregate without groups has a row of its own

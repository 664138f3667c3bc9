"""Logging in and out, and what a session remembers."""
import pytest
import snowflake.connector


def test_select_one(cursor):
    assert cursor.execute("select 1").fetchall() == [(1,)]
    assert cursor.rowcount == 1
    assert cursor.sfqid


def test_wrong_password_is_refused(server):
    with pytest.raises(snowflake.connector.Error):
        server.connect(password="wrong")


def test_session_has_names(connection, cursor):
    row = cursor.execute("select current_user(), current_database(), current_schema()").fetchone()
    assert row == ("MOCKHAUS", "CLIENTS", "PUBLIC")
    assert connection.database == "CLIENTS"
    assert connection.schema == "PUBLIC"


def test_use_changes_the_session(connection, cursor):
    cursor.execute("create or replace schema other")
    cursor.execute("use schema other")
    assert cursor.execute("select current_schema()").fetchone() == ("OTHER",)
    assert connection.schema == "OTHER"


def test_two_sessions_are_apart(server, database):
    with server.connect(database=database) as one, server.connect(database=database) as other:
        one.cursor().execute("set x = 1")
        assert one.cursor().execute("select $x").fetchone() == (1,)
        with pytest.raises(snowflake.connector.errors.ProgrammingError):
            other.cursor().execute("select $x")


def test_session_parameters_at_login(server):
    with server.connect(session_parameters={"TIMEZONE": "Asia/Tokyo"}) as connection:
        row = connection.cursor().execute("show parameters like 'TIMEZONE'").fetchone()
        assert row[:2] == ("TIMEZONE", "Asia/Tokyo")


def test_closed_connection_ends_the_session(server):
    connection = server.connect()
    connection.close()
    with pytest.raises(snowflake.connector.Error):
        connection.cursor().execute("select 1")

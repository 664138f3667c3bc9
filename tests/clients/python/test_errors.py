"""Errors carry Snowflake's code, SQLSTATE and text."""
import pytest
from snowflake.connector.errors import ProgrammingError

ERRORS = [
    ("select from where", 1003, "42000", "syntax error line 1 at position 7 unexpected 'from'."),
    ("select * from no_such_table", 2003, "42S02",
     "Object 'NO_SUCH_TABLE' does not exist or not authorized."),
    ("select no_such_column from (select 1 as a)", 904, "42000",
     "invalid identifier 'NO_SUCH_COLUMN'"),
    ("select 1 / 0", 100051, "22012", "Division by zero"),
    ("select 'a'::number", 100038, "22018", "Numeric value 'a' is not recognized"),
    ("select no_such_function(1)", 2140, "42601", "Unknown function NO_SUCH_FUNCTION"),
]


@pytest.mark.parametrize("statement, code, state, text", ERRORS)
def test_error(cursor, statement, code, state, text):
    with pytest.raises(ProgrammingError) as caught:
        cursor.execute(statement)
    assert caught.value.errno == code
    assert caught.value.sqlstate == state
    assert text in str(caught.value)
    assert cursor.execute("select 1").fetchone() == (1,)  # the session goes on

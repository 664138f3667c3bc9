"""Snowflake Scripting, procedures and functions as the Snowflake connector sends them."""
import pytest
from snowflake.connector import errors

SCRIPT = """
create or replace procedure twice(n int) returns int language sql as
$$
begin
  let x := n;
  return x * 2;
end;
$$;
call twice(21);
execute immediate $$
declare
  rows_of_two resultset default (select 1 as a union all select 2 order by 1);
begin
  return table(rows_of_two);
end;
$$;
"""


def test_execute_string_keeps_dollar_texts_together(connection):
    cursors = list(connection.execute_string(SCRIPT))
    assert cursors[1].fetchall() == [(42,)]
    assert cursors[1].description[0].name == "TWICE"
    assert cursors[2].fetchall() == [(1,), (2,)]


def test_a_bare_block_answers_one_column(cursor):
    cursor.execute("begin let x := 5; return x; end;")
    assert cursor.fetchall() == [(5,)]
    assert cursor.description[0].name == "anonymous block"


def test_an_exception_that_nobody_handles(cursor):
    with pytest.raises(errors.ProgrammingError) as raised:
        cursor.execute("declare e exception (-20001, 'boo'); begin raise e; end")
    assert raised.value.sqlstate == "P0001"
    assert "Uncaught exception of type 'E' on line 1 at position 43 : boo" in raised.value.msg

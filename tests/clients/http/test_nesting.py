"""Deep and long statements end in an answer or in a clear error; the server goes on either way."""
import unittest

from door import DoorTest
from nesting import DEPTHS, SHAPES


class Nesting(DoorTest):
    def check(self, name, depth):
        reply = self.submit(SHAPES[name](depth))
        self.assertIn(reply.status, (200, 202, 422), reply.body[:300])
        if reply.status == 422:
            code = reply.json["code"]
            self.assertIn(code, ("000002", "001003", "001795"), reply.body[:300])
        self.assertEqual(self.submit("select 1").status, 200)

    def test_doubling_views(self):
        self.submit("create database doubled")
        self.submit("create view doubled.public.v0 as select 1 as a")
        for i in range(1, 31):
            text = f"select l.a from doubled.public.v{i - 1} l, doubled.public.v{i - 1} r"
            reply = self.submit(f"create view doubled.public.v{i} as {text}")
            if reply.status != 200:
                break
        self.assertIn(b"Unsupported feature 'a statement whose views", reply.body)
        self.assertEqual(self.submit("select 1").status, 200)


def _case(name, depth):
    return lambda self: self.check(name, depth)


for _name in SHAPES:
    for _depth in DEPTHS:
        setattr(Nesting, f"test_{_name.replace(' ', '_')}_{_depth}", _case(_name, _depth))

if __name__ == "__main__":
    unittest.main()

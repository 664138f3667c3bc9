"""Real answers against the OpenAPI documents that the server gives."""
import unittest
import uuid

from door import DoorTest

TYPES = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "object": dict,
         "array": list, "null": type(None)}


def problems(value, schema, root, path="answer"):
    """What does not fit, by the words of JSON Schema that the documents use."""
    if "$ref" in schema:
        return problems(value, root["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]],
                        root, path)
    if "anyOf" in schema:
        tried = [problems(value, one, root, path) for one in schema["anyOf"]]
        return [] if [] in tried else tried[0]
    if "enum" in schema and value not in schema["enum"]:
        return [f"{path} is {value!r}"]
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    right = not kinds or any(isinstance(value, TYPES[kind]) and
                             (kind == "boolean" or not isinstance(value, bool)) for kind in kinds)
    if not right:
        return [f"{path} is {value!r}, not {kinds}"]
    found = []
    if isinstance(value, dict):
        known = schema.get("properties", {})
        found += [f"{path} lacks {name}" for name in schema.get("required", [])
                  if name not in value]
        found += [f"{path} has {name}" for name in value if known and name not in known]
        for name, inner in known.items():
            if name in value:
                found += problems(value[name], inner, root, f"{path}.{name}")
    if isinstance(value, list) and "items" in schema:
        for item in value:
            found += problems(item, schema["items"], root, path + "[]")
    return found


class OpenApi(DoorTest):
    def check(self, document, method, pattern, reply):
        operation = document["paths"][pattern][method]
        self.assertIn(str(reply.status), operation["responses"])
        schema = operation["responses"][str(reply.status)]["content"]["application/json"]["schema"]
        self.assertEqual(problems(reply.json, schema, document), [])

    def test_sql_api(self):
        document = self.request("GET", "/api/v2/openapi.json").json
        submit = "/api/v2/statements"
        one = submit + "/{statementHandle}"
        self.submit("create or replace table described (a int)")
        for reply, status in (
                (self.submit("select 1 as a, 'x' as b, null as c"), 200),
                (self.submit("insert into described values (1)"), 200),
                (self.submit("show tables"), 200),
                (self.submit("select 1; select 2", parameters={"MULTI_STATEMENT_COUNT": 2}), 200),
                (self.submit("select 1", asynchronous=True), 202), (self.submit(""), 400),
                (self.submit("select 1", headers={"Authorization": "Bearer x"}), 401),
                (self.submit("select 1", headers={"Content-Type": "text/plain"}), 415),
                (self.submit("select from"), 422)):
            self.assertEqual(reply.status, status)
            self.check(document, "post", submit, reply)
        handle = self.submit("select seq8() from table(generator(rowcount => 100000))").json[
            "statementHandle"]
        for query in ("", "?partition=1", "?partition=99999"):
            self.check(document, "get", one, self.get(handle, query))
        self.check(document, "get", one, self.get(str(uuid.uuid4())))
        for named in (handle, str(uuid.uuid4())):
            self.check(document, "post", one + "/cancel", self.request(
                "POST", f"{submit}/{named}/cancel", b"", self.api_headers))

    def test_own_api(self):
        document = self.request("GET", "/api/v1/openapi.json").json
        done = self.submit("select 1").json["statementHandle"]
        failed = self.submit("select from").json["statementHandle"]
        session = self.request("POST", "/api/v1/sessions", {"role": "PUBLIC"},
                               self.api_headers).json["session"]
        query = {"statement": "select 1 a, null b", "session": session}
        for method, pattern, named, body in (
                ("get", "/api/v1/health", "", None), ("get", "/api/v1/ready", "", None),
                ("get", "/api/v1/version", "", None), ("get", "/api/v1/history", "", None),
                ("get", "/api/v1/statements/{handle}", done, None),
                ("get", "/api/v1/statements/{handle}", failed, None),
                ("get", "/api/v1/statements/{handle}", "nope", None),
                ("get", "/api/v1/statements/{handle}/result", done, None),
                ("get", "/api/v1/statements/{handle}/result", failed, None),
                ("get", "/api/v1/statements/{handle}/result", "nope", None),
                ("get", "/api/v1/statements/{handle}/events", "nope", None),
                ("post", "/api/v1/statements/{handle}/cancel", done, None),
                ("post", "/api/v1/query", "", query),
                ("post", "/api/v1/query", "", {"statement": "create table described_too (a int)"}),
                ("post", "/api/v1/query", "", {"statement": "insert into described_too values (1)"}),
                ("post", "/api/v1/query", "", {**query, "asynchronous": True}),
                ("post", "/api/v1/query", "", {"statement": ""}),
                ("post", "/api/v1/query", "", {"statement": "select from"}),
                ("post", "/api/v1/translate", "", query),
                ("post", "/api/v1/translate", "", {"statement": "drop table t"}),
                ("get", "/api/v1/sessions", "", None),
                ("post", "/api/v1/sessions", "", {}),
                ("post", "/api/v1/sessions", "", {"role": "NOBODY"}),
                ("delete", "/api/v1/sessions/{session}", str(session), None),
                ("delete", "/api/v1/sessions/{session}", str(session), None)):
            path = pattern.replace("{handle}", named).replace("{session}", named)
            self.check(document, method, pattern,
                       self.request(method.upper(), path, body, self.api_headers))


if __name__ == "__main__":
    unittest.main()

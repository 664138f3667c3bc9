// table
// What the two APIs take and answer, as OpenAPI documents; tests/clients/http/test_openapi.py holds
// real answers against them.
#include "http/handlers.h"

namespace mockhaus::http::openapi {

constexpr std::string_view sql_api_text = R"openapi(
{"openapi":"3.1.0","info":{"title":"Snowflake SQL API","version":"2.0.0"},"security":[{"bearer":[]
}],"paths":{"/api/v2/statements":{"post":{"operationId":"SubmitStatement","parameters":[{"name":
"requestId","in":"query","schema":{"type":"string"}},{"name":"retry","in":"query","schema":{
"type":"boolean"}},{"name":"async","in":"query","schema":{"type":"boolean"}},{"name":"nullable",
"in":"query","schema":{"type":"boolean"}}],"requestBody":{"required":true,"content":{
"application/json":{"schema":{"$ref":"#/components/schemas/Statement"}}}},"responses":{"200":{
"description":"The statement's rows.","content":{"application/json":{"schema":{"$ref":
"#/components/schemas/ResultSet"}}}},"202":{"description":"It still runs.","content":{
"application/json":{"schema":{"$ref":"#/components/schemas/InProgress"}}}},"400":{"description":
"The request is not valid.","content":{"application/json":{"schema":{"$ref":
"#/components/schemas/Error"}}}},"401":{"description":"The token is not valid.","content":{
"application/json":{"schema":{"$ref":"#/components/schemas/Error"}}}},"403":{"description":
"The SQL API is not enabled.","content":{"application/json":{"schema":{"$ref":
"#/components/schemas/Error"}}}},"408":{"description":"The statement reached its timeout.",
"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Error"}}}},"415":{
"description":"The body is not JSON.","content":{"application/json":{"schema":{"$ref":
"#/components/schemas/Error"}}}},"422":{"description":"The statement failed.","content":{
"application/json":{"schema":{"$ref":"#/components/schemas/Error"}}}},"429":{"description":
"Too many statements.","content":{"application/json":{"schema":{"$ref":
"#/components/schemas/Error"}}}}}}},"/api/v2/statements/{statementHandle}":{"get":{"operationId":
"GetStatementStatus","parameters":[{"name":"statementHandle","in":"path","required":true,"schema":
{"type":"string"}},{"name":"requestId","in":"query","schema":{"type":"string"}},{"name":
"partition","in":"query","schema":{"type":"integer","minimum":0}}],"responses":{"200":{
"description":"Metadata and the first rows, or a later partition's.","content":{
"application/json":{"schema":{"anyOf":[{"$ref":"#/components/schemas/ResultSet"},{"$ref":
"#/components/schemas/Partition"}]}}}},"202":{"description":"It still runs.","content":{
"application/json":{"schema":{"$ref":"#/components/schemas/InProgress"}}}},"400":{"description":
"No such handle or partition.","content":{"application/json":{"schema":{"$ref":
"#/components/schemas/Error"}}}},"401":{"description":"The token is not valid.","content":{
"application/json":{"schema":{"$ref":"#/components/schemas/Error"}}}},"408":{"description":
"It reached its timeout.","content":{"application/json":{"schema":{"$ref":
"#/components/schemas/Error"}}}},"422":{"description":"It failed.","content":{"application/json":{
"schema":{"$ref":"#/components/schemas/Error"}}}},"429":{"description":"Too many requests.",
"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Error"}}}}}}},
"/api/v2/statements/{statementHandle}/cancel":{"post":{"operationId":"CancelStatement",
"parameters":[{"name":"statementHandle","in":"path","required":true,"schema":{"type":"string"}},{
"name":"requestId","in":"query","schema":{"type":"string"}}],"responses":{"200":{"description":
"It is cancelled, or had ended.","content":{"application/json":{"schema":{"$ref":
"#/components/schemas/Canceled"}}}},"401":{"description":"The token is not valid.","content":{
"application/json":{"schema":{"$ref":"#/components/schemas/Error"}}}},"422":{"description":
"No such handle.","content":{"application/json":{"schema":{"$ref":"#/components/schemas/Error"}}}}
}}}},"components":{"securitySchemes":{"bearer":{"type":"http","scheme":"bearer"}},"schemas":{
"Statement":{"type":"object","required":["statement"],"properties":{"statement":{"type":"string"},
"timeout":{"type":"integer","minimum":0},"database":{"type":"string"},"schema":{"type":"string"},
"warehouse":{"type":"string"},"role":{"type":"string"},"bindings":{"type":"object",
"additionalProperties":{"type":"object","required":["type"],"properties":{"type":{"type":"string"}
,"value":{"type":["string","array","null"],"items":{"type":["string","null"]}}}}},"parameters":{
"type":"object","additionalProperties":{"type":["string","number","boolean"]}},
"resultSetMetaData":{"type":"object"}}},"ResultSet":{"type":"object","required":[
"resultSetMetaData","data","code","statementStatusUrl","requestId","sqlState","statementHandle",
"message","createdOn"],"properties":{"resultSetMetaData":{"type":"object","required":["numRows",
"format","partitionInfo","rowType"],"properties":{"numRows":{"type":"integer"},"format":{"type":
"string","const":"jsonv2"},"partitionInfo":{"type":"array","items":{"type":"object","required":[
"rowCount","uncompressedSize"],"properties":{"rowCount":{"type":"integer"},"uncompressedSize":{
"type":"integer"},"compressedSize":{"type":"integer"}}}},"rowType":{"type":"array","items":{
"$ref":"#/components/schemas/Column"}}}},"data":{"type":"array","items":{"type":"array","items":{
"type":["string","null"]}}},"code":{"type":"string"},"statementHandles":{"type":"array","items":{
"type":"string"}},"statementStatusUrl":{"type":"string"},"requestId":{"type":"string"},"sqlState":
{"type":"string"},"statementHandle":{"type":"string"},"message":{"type":"string"},"createdOn":{
"type":"integer"},"stats":{"type":"object","required":[],"properties":{"numRowsInserted":{"type":
"integer"},"numRowsUpdated":{"type":"integer"},"numRowsDeleted":{"type":"integer"},
"numDmlDuplicates":{"type":"integer"}}}}},"Partition":{"type":"object","required":["data"],
"properties":{"data":{"type":"array","items":{"type":"array","items":{"type":["string","null"]}}}}
},"Column":{"type":"object","required":["name","database","schema","table","collation","precision"
,"scale","nullable","byteLength","length","type"],"properties":{"name":{"type":"string"},
"database":{"type":"string"},"schema":{"type":"string"},"table":{"type":"string"},"collation":{
"type":["string","null"]},"precision":{"type":["integer","null"]},"scale":{"type":["integer",
"null"]},"nullable":{"type":"boolean"},"byteLength":{"type":["integer","null"]},"length":{"type":[
"integer","null"]},"type":{"type":"string"}}},"InProgress":{"type":"object","required":["code",
"message","statementHandle","statementStatusUrl"],"properties":{"code":{"type":"string"},
"message":{"type":"string"},"statementHandle":{"type":"string"},"statementStatusUrl":{"type":
"string"}}},"Canceled":{"type":"object","required":["code","message","sqlState","statementHandle",
"statementStatusUrl"],"properties":{"code":{"type":"string"},"sqlState":{"type":"string"},
"message":{"type":"string"},"statementHandle":{"type":"string"},"statementStatusUrl":{"type":
"string"}}},"Error":{"type":"object","required":["code","message"],"properties":{"code":{"type":
"string"},"message":{"type":"string"},"sqlState":{"type":"string"},"statementHandle":{"type":[
"string","null"]}}}}}})openapi";

constexpr std::string_view own_api_text = R"openapi(
{"openapi":"3.1.0","info":{"title":"Mockhaus API","version":"1.0.0"},"security":
[{"bearer":[]}],"paths":{"/api/v1/health":{"get":{"security":[],"responses":{"200":
{"description":"The process answers.","content":{"application/json":{"schema":{"type":
"object","required":["status"],"properties":{"status":{"type":"string"}}}}}}}}},
"/api/v1/ready":{"get":{"security":[],"responses":{"200":{"description":
"Statements are taken.","content":{"application/json":{"schema":{"type":"object",
"required":["status"],"properties":{"status":{"type":"string"}}}}}},"503":
{"description":"The server stops.","content":{"application/json":{"schema":{"type":
"object","required":["status"],"properties":{"status":{"type":"string"}}}}}}}}},
"/api/v1/history":{"get":{"parameters":[{"name":"limit","in":"query","schema":{"type":
"integer"}},{"name":"of","in":"query","schema":{"enum":["own","all"]}}],"responses":
{"200":{"description":"Statements that have ended, newest first.","content":
{"application/json":{"schema":{"type":"object","required":["statements"],"properties":
{"statements":{"type":"array","items":{"$ref":"#/components/schemas/Statement"}}}}}}},
"400":{"description":"No token.","content":{"application/json":{"schema":{"$ref":
"#/components/schemas/Error"}}}},"401":{"description":"The token is not valid.",
"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Error"}}}}}}},
"/api/v1/statements/{handle}":{"get":{"parameters":[{"name":"handle","in":"path",
"required":true,"schema":{"type":"string"}}],"responses":{"200":{"description":
"Where it stands.","content":{"application/json":{"schema":{"$ref":
"#/components/schemas/Statement"}}}},"400":{"description":"No token.","content":
{"application/json":{"schema":{"$ref":"#/components/schemas/Error"}}}},"401":
{"description":"The token is not valid.","content":{"application/json":{"schema":
{"$ref":"#/components/schemas/Error"}}}},"404":{"description":
"None that you may see, or end.","content":{"application/json":{"schema":{"$ref":
"#/components/schemas/Error"}}}}}}},"/api/v1/statements/{handle}/cancel":{"post":
{"parameters":[{"name":"handle","in":"path","required":true,"schema":{"type":"string"}
}],"responses":{"200":{"description":"Cancelled, unless it had ended.","content":
{"application/json":{"schema":{"type":"object","required":["handle","canceled"],
"properties":{"handle":{"type":"string"},"canceled":{"type":"boolean"}}}}}},"400":
{"description":"No token.","content":{"application/json":{"schema":{"$ref":
"#/components/schemas/Error"}}}},"401":{"description":"The token is not valid.",
"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Error"}}}},"404"
:{"description":"None that you may see, or end.","content":{"application/json":
{"schema":{"$ref":"#/components/schemas/Error"}}}}}}},
"/api/v1/statements/{handle}/events":{"get":{"parameters":[{"name":"handle","in":
"path","required":true,"schema":{"type":"string"}}],"responses":{"200":{"description":
"Events progress, then one event end; the data of each is a Statement without its text."
,"content":{"text/event-stream":{"schema":{"type":"string"}}}},"400":{"description":
"No token.","content":{"application/json":{"schema":{"$ref":
"#/components/schemas/Error"}}}},"401":{"description":"The token is not valid.",
"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Error"}}}},"404"
:{"description":"None that you may see, or end.","content":{"application/json":
{"schema":{"$ref":"#/components/schemas/Error"}}}},"429":{"description":
"Too many streams are open.","content":{"application/json":{"schema":{"$ref":
"#/components/schemas/Error"}}}}}}},"/api/v1/query":{"post":{"requestBody":{"required"
:true,"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Query"}}}}
,"responses":{"200":{"description":"The rows.","content":{"application/json":{"schema"
:{"$ref":"#/components/schemas/Result"}},"text/csv":{"schema":{"type":"string"}},
"application/vnd.apache.arrow.stream":{"schema":{"type":"string","format":"binary"}}}}
,"202":{"description":"It still runs.","content":{"application/json":{"schema":{"$ref"
:"#/components/schemas/Running"}}}},"400":{"description":
"The request is not valid, or there is no token.","content":{"application/json":
{"schema":{"$ref":"#/components/schemas/Error"}}}},"415":{"description":
"The body is not JSON.","content":{"application/json":{"schema":{"$ref":
"#/components/schemas/Error"}}}},"401":{"description":"The token is not valid.",
"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Error"}}}},"406"
:{"description":"None of the forms is accepted.","content":{"application/json":
{"schema":{"$ref":"#/components/schemas/Error"}}}},"408":{"description":
"It reached its timeout.","content":{"application/json":{"schema":{"$ref":
"#/components/schemas/Error"}}}},"422":{"description":"It failed.","content":
{"application/json":{"schema":{"$ref":"#/components/schemas/Error"}}}},"429":
{"description":"Too many statements.","content":{"application/json":{"schema":{"$ref":
"#/components/schemas/Error"}}}}}}},"/api/v1/statements/{handle}/result":{"get":
{"parameters":[{"name":"handle","in":"path","required":true,"schema":{"type":"string"}
}],"responses":{"200":{"description":"The rows.","content":{"application/json":
{"schema":{"$ref":"#/components/schemas/Result"}},"text/csv":{"schema":{"type":
"string"}},"application/vnd.apache.arrow.stream":{"schema":{"type":"string","format":
"binary"}}}},"202":{"description":"It still runs.","content":{"application/json":
{"schema":{"$ref":"#/components/schemas/Running"}}}},"400":{"description":"No token.",
"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Error"}}}},"404"
:{"description":"None of yours.","content":{"application/json":{"schema":{"$ref":
"#/components/schemas/Error"}}}},"401":{"description":"The token is not valid.",
"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Error"}}}},"406"
:{"description":"None of the forms is accepted.","content":{"application/json":
{"schema":{"$ref":"#/components/schemas/Error"}}}},"408":{"description":
"It reached its timeout.","content":{"application/json":{"schema":{"$ref":
"#/components/schemas/Error"}}}},"422":{"description":"It failed.","content":
{"application/json":{"schema":{"$ref":"#/components/schemas/Error"}}}},"429":
{"description":"Too many statements.","content":{"application/json":{"schema":{"$ref":
"#/components/schemas/Error"}}}}}}},"/api/v1/translate":{"post":{"requestBody":
{"required":true,"content":{"application/json":{"schema":{"$ref":
"#/components/schemas/Query"}}}},"responses":{"200":{"description":
"What the engine would run.","content":{"application/json":{"schema":{"type":"object",
"required":["statements"],"properties":{"statements":{"type":"array","items":{"type":
"string"}}}}}}},"400":{"description":"The request is not valid, or there is no token."
,"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Error"}}}},
"401":{"description":"The token is not valid.","content":{"application/json":{"schema"
:{"$ref":"#/components/schemas/Error"}}}},"422":{"description":
"It cannot be translated.","content":{"application/json":{"schema":{"$ref":
"#/components/schemas/Error"}}}},"429":{"description":"Too many statements.","content"
:{"application/json":{"schema":{"$ref":"#/components/schemas/Error"}}}}}}},
"/api/v1/sessions":{"get":{"responses":{"200":{"description":
"Open sessions that you may see.","content":{"application/json":{"schema":{"type":
"object","required":["sessions"],"properties":{"sessions":{"type":"array","items":
{"$ref":"#/components/schemas/Session"}}}}}}},"400":{"description":"No token.",
"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Error"}}}},"401"
:{"description":"The token is not valid.","content":{"application/json":{"schema":
{"$ref":"#/components/schemas/Error"}}}}}},"post":{"requestBody":{"required":false,
"content":{"application/json":{"schema":{"$ref":"#/components/schemas/NewSession"}}}},
"responses":{"201":{"description":"It is open.","content":{"application/json":
{"schema":{"$ref":"#/components/schemas/Session"}}}},"400":{"description":
"The request is not valid, or there is no token.","content":{"application/json":
{"schema":{"$ref":"#/components/schemas/Error"}}}},"401":{"description":
"The token is not valid.","content":{"application/json":{"schema":{"$ref":
"#/components/schemas/Error"}}}},"429":{"description":"Too many sessions.","content":
{"application/json":{"schema":{"$ref":"#/components/schemas/Error"}}}}}}},
"/api/v1/sessions/{session}":{"delete":{"parameters":[{"name":"session","in":"path",
"required":true,"schema":{"type":"integer"}}],"responses":{"200":{"description":
"It is closed; what it ran is cancelled.","content":{"application/json":{"schema":
{"type":"object","required":["session","closed"],"properties":{"session":{"type":
"integer"},"closed":{"type":"boolean"}}}}}},"400":{"description":"No token.","content"
:{"application/json":{"schema":{"$ref":"#/components/schemas/Error"}}}},"401":
{"description":"The token is not valid.","content":{"application/json":{"schema":
{"$ref":"#/components/schemas/Error"}}}},"404":{"description":"None that you may end."
,"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Error"}}}}}}},
"/api/v1/version":{"get":{"security":[],"responses":{"200":{"description":
"The program's version, and the one that SQL tells.","content":{"application/json":
{"schema":{"type":"object","required":["version","snowflake_version"],"properties":
{"version":{"type":"string"},"snowflake_version":{"type":"string"}}}}}}}}}},
"components":{"securitySchemes":{"bearer":{"type":"http","scheme":"bearer"}},"schemas"
:{"Statement":{"type":"object","required":["handle","state","user","statement",
"asynchronous","submitted_at","started_at","ended_at","elapsed_ms","queue_position",
"rows","bytes","percentage"],"properties":{"handle":{"type":"string"},"state":{"enum":
["QUEUED","RUNNING","SUCCEEDED","FAILED","CANCELED","TIMED_OUT"]},"user":{"type":
"string"},"statement":{"type":"string"},"asynchronous":{"type":"boolean"},
"submitted_at":{"type":"integer"},"started_at":{"type":["integer","null"]},"ended_at":
{"type":["integer","null"]},"elapsed_ms":{"type":"integer"},"queue_position":{"type":
"integer"},"rows":{"type":"integer"},"bytes":{"type":"integer"},"error":{"type":
["object","null"],"properties":{"code":{"type":"string"},"sql_state":{"type":"string"}
,"message":{"type":"string"}}},"percentage":{"type":["number","null"]},"reused":
{"type":"boolean"}}},"Error":{"type":"object","required":["code","message"],
"properties":{"code":{"type":"string"},"message":{"type":"string"},"sqlState":{"type":
"string"},"statementHandle":{"type":["string","null"]}}},"Query":{"type":"object",
"required":["statement"],"properties":{"statement":{"type":"string"},"session":{"type"
:"integer"},"asynchronous":{"type":"boolean"},"timeout":{"type":"integer","minimum":0}
,"bindings":{"type":"object"},"parameters":{"type":"object","additionalProperties":
{"type":["string","number","boolean"]}},"database":{"type":"string"},"schema":{"type":
"string"},"role":{"type":"string"},"warehouse":{"type":"string"}}},"NewSession":
{"type":"object","properties":{"database":{"type":"string"},"schema":{"type":"string"}
,"role":{"type":"string"},"warehouse":{"type":"string"},"parameters":{"type":"object",
"additionalProperties":{"type":["string","number","boolean"]}}}},"Running":{"type":
"object","required":["handle","state"],"properties":{"handle":{"type":"string"},
"state":{"type":"string"}}},"Session":{"type":"object","required":["session","user",
"database","schema","role","warehouse","client","created_at","idle_ms"],"properties":
{"session":{"type":"integer"},"user":{"type":"string"},"database":{"type":["string",
"null"]},"schema":{"type":["string","null"]},"role":{"type":["string","null"]},
"warehouse":{"type":["string","null"]},"client":{"type":"string"},"created_at":{"type"
:"integer"},"idle_ms":{"type":"integer"}}},"Result":{"type":"object","required":
["handle","row_count","reused","columns","rows"],"properties":{"handle":{"type":
"string"},"row_count":{"type":"integer"},"reused":{"type":"boolean"},"changed":{"type"
:"object","required":["inserted","updated","deleted"],"properties":{"inserted":{"type"
:"integer"},"updated":{"type":"integer"},"deleted":{"type":"integer"}}},"columns":
{"type":"array","items":{"$ref":"#/components/schemas/Column"}},"rows":{"type":"array"
,"items":{"type":"array","items":{"type":["string","null"]}}}}},"Column":{"type":
"object","required":["name","type","nullable","precision","scale","length"],
"properties":{"name":{"type":"string"},"database":{"type":"string"},"schema":{"type":
"string"},"table":{"type":"string"},"collation":{"type":["string","null"]},"precision"
:{"type":["integer","null"]},"scale":{"type":["integer","null"]},"nullable":{"type":
"boolean"},"byteLength":{"type":["integer","null"]},"length":{"type":["integer","null"
]},"type":{"type":"string"},"extTypeName":{"type":"string"}}}}}})openapi";

static void send(std::string_view text, Responder& responder) {
  Response response;
  response.body = std::string(text);
  responder.send(std::move(response));
}

void sql_api(const Context&, Request, Responder responder) { send(sql_api_text, responder); }

void own_api(const Context&, Request, Responder responder) { send(own_api_text, responder); }

}  // namespace mockhaus::http::openapi

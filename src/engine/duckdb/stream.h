// A streamed DuckDB result as Arrow batches (engine/engine.h's Stream).
//
// Holds the session's link from the first row to the last, so the connection cannot be closed
// under it. A failure on the way may have aborted the session's transaction; the session looks
// at `doubt` before its next call.
#pragma once

#include <atomic>
#include <memory>

#include "engine/duckdb/errors.h"
#include "engine/duckdb/instance_slot.h"
#include "engine/duckdb/statement.h"
#include "engine/engine.h"

namespace mockhaus::engine::duckdb {

// What a session and its stream tell each other.
struct RunState {
  std::atomic<bool> doubt = false;  // something failed: is the transaction still good?
};

// What the end of a stream has to end as well.
enum class StreamEnd : uint8_t { result, transaction };

// `link` and `state` are shared with the session, which may end before the stream does.
Result<std::unique_ptr<Stream>> make_stream(std::shared_ptr<Link> link, Link::Use use,
                                            std::shared_ptr<RunState> state, EngineResult result,
                                            StreamEnd end);

// Turns a message into an error, marks the transaction as doubtful, and gives the instance up
// when it has become invalid. `use` must hold no result any more.
Failure take_failure(Link& link, const Link::Use& use, RunState& state, const std::string& message);

}  // namespace mockhaus::engine::duckdb

// The head of an Arrow IPC record batch message: what says where the buffers lie in the body.
//
// Written by hand, because the body then needs no copy of its own; the bytes are drawn in the .cc.
#pragma once

#include <span>
#include <string>

#include "wire/batch.h"

namespace mockhaus::wire {

// Appends marker, size and head; the body of the batch has to follow.
void write_record_batch_head(std::span<const ColumnForm> forms, const BatchPlaces& places,
                             std::string& out);

}  // namespace mockhaus::wire

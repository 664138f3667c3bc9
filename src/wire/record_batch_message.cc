#include "wire/record_batch_message.h"

#include <cstring>

namespace mockhaus::wire {
namespace {

// A flatbuffer (all numbers little-endian; an offset counts from its own place):
//
//   -8  FF FF FF FF, size of the head
//    0  offset of the message
//    4  message's table of fields:  its size 12, message's size 24, then the places of
//       version, header type, header, body length
//   16  batch's table of fields:    its size 10, batch's size 24, then the places of
//       length, nodes, buffers; 6 bytes unused
//   32  message: distance to its table of fields; header; int64 body length; int16 version (4: V5);
//       byte header type (3: record batch); 5 bytes unused
//   56  batch: distance to its table of fields; nodes; int64 length; buffers; 4 bytes unused
//   80  4 bytes unused; number of nodes; for each node int64 length, int64 nulls
//   ..  4 bytes unused; number of buffers; for each buffer int64 place, int64 size
constexpr int32_t message_at = 32;
constexpr int32_t batch_at = 56;
constexpr int32_t nodes_at = 84;

struct Pair {
  int64_t first, second;
};

template <class Number>
void put(std::string& out, Number value) {
  out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

template <class... Numbers>
void put_all(std::string& out, Numbers... values) {
  (put(out, values), ...);
}

int parts_of(ColumnForm form) {
  if (form == ColumnForm::epoch_fraction || form == ColumnForm::epoch_zone) return 2;
  return form == ColumnForm::epoch_fraction_zone ? 3 : 0;
}

struct Lists {
  std::vector<Pair> nodes, buffers;

  void add(ColumnForm form, const ColumnPlace& place, int64_t rows) {
    const Pair node{rows, place.nulls};
    const Pair validity{place.offset[0], place.nulls > 0 ? place.size[0] : 0};
    const auto data = [&](int which) { return Pair{place.offset[which], place.size[which]}; };
    nodes.push_back(node);
    buffers.push_back(validity);
    const int parts = parts_of(form);
    if (form == ColumnForm::vector) {  // a list of one length, and its elements: none is NULL
      const auto elements = static_cast<int64_t>(place.size[1] / 4);
      nodes.push_back({elements, 0});
      buffers.push_back({place.offset[1], 0});
    }
    if (parts == 0) buffers.push_back(data(1));
    if (form == ColumnForm::text || form == ColumnForm::binary) buffers.push_back(data(2));
    // Fields of a structure are NULL where the structure is, and share its bits: some readers look
    // at these, some at those.
    for (int part = 1; part <= parts; ++part) {
      nodes.push_back(node);
      buffers.push_back(validity);
      buffers.push_back(data(part));
    }
  }
};

void put_list(std::string& out, const std::vector<Pair>& list) {
  put_all(out, int32_t{0}, static_cast<int32_t>(list.size()));
  for (const Pair& pair : list) put_all(out, pair.first, pair.second);
}

}  // namespace

void write_record_batch_head(std::span<const ColumnForm> forms, const BatchPlaces& places,
                             std::string& out) {
  Lists lists;
  for (size_t column = 0; column < forms.size(); ++column) {
    lists.add(forms[column], places.columns[column], places.rows);
  }
  const auto nodes_bytes = static_cast<int32_t>(lists.nodes.size() * sizeof(Pair));
  const auto buffers_bytes = static_cast<int32_t>(lists.buffers.size() * sizeof(Pair));
  const int32_t buffers_at = nodes_at + 4 + nodes_bytes + 4;
  using u16 = uint16_t;
  put_all(out, uint32_t{0xFFFFFFFF}, buffers_at + 4 + buffers_bytes);
  put_all(out, message_at);
  put_all(out, u16{12}, u16{24}, u16{16}, u16{18}, u16{4}, u16{8});
  put_all(out, u16{10}, u16{24}, u16{8}, u16{4}, u16{16}, u16{0}, u16{0}, u16{0});
  put_all(out, message_at - 4, batch_at - (message_at + 4), places.body_bytes, u16{4}, u16{3},
          int32_t{0});
  put_all(out, batch_at - 16, nodes_at - (batch_at + 4), places.rows,
          buffers_at - (batch_at + 16), int32_t{0});
  put_list(out, lists.nodes);
  put_list(out, lists.buffers);
}

}  // namespace mockhaus::wire

#include "catalog/record.h"

#include "base/json.h"
#include "catalog/object_fields.h"

namespace mockhaus::catalog {
namespace {

// Writes the members of one JSON object. Empty texts, lists and optionals are left out: no field
// may be empty whose default is not.
class Writer {
 public:
  explicit Writer(JsonWriter& out) : out_(out) {}

  template <class T>
  void operator()(const char* name, const T& value) {
    if (is_empty(value)) return;
    out_.key(name);
    write(value);
  }

 private:
  template <class T>
  static bool is_empty(const T& value) {
    if constexpr (requires { value.empty(); }) return value.empty();
    if constexpr (requires { value.has_value(); }) return !value.has_value();
    return false;
  }

  void write(const std::string& value) { out_.string(value); }
  void write(bool value) { out_.boolean(value); }
  template <std::integral T>
  void write(T value) {
    out_.number(static_cast<int64_t>(value));
  }
  template <class T>
    requires std::is_enum_v<T>
  void write(T value) {
    out_.number(static_cast<int64_t>(value));
  }
  template <class T>
  void write(const std::optional<T>& value) {
    write(*value);
  }
  template <class T>
  void write(const std::vector<T>& values) {
    out_.begin_array();
    for (const T& value : values) write(value);
    out_.end_array();
  }
  void write(const std::pair<std::string, std::string>& entry) {
    out_.begin_array().string(entry.first).string(entry.second).end_array();
  }
  void write(const sql::StructuredField& field) {
    out_.begin_object();
    (*this)("name", std::string(field.name));
    (*this)("type", field.type);
    (*this)("nullable", field.nullable);
    out_.end_object();
  }
  void write(const sql::Type& type) {
    out_.begin_object();
    (*this)("kind", type.kind);
    (*this)("precision", type.precision);
    (*this)("scale", type.scale);
    (*this)("length", type.length);
    (*this)("structured", type.structured);
    (*this)("fields", std::vector(type.fields.begin(), type.fields.end()));
    out_.end_object();
  }
  template <class T>
    requires std::is_class_v<T>
  void write(const T& value) {
    out_.begin_object();
    each_field(*this, value);
    out_.end_object();
  }

  JsonWriter& out_;
};

class Reader {
 public:
  Reader(const Json& from, Arena& memory) : from_(from), memory_(memory) {}

  template <class T>
  void operator()(const char* name, T& value) {
    if (const Json* member = from_.find_value(name)) read(*member, value);
  }

 private:
  void read(const Json& from, std::string& value) { value = from.text; }
  void read(const Json& from, bool& value) { value = from.truth; }
  template <std::integral T>
  void read(const Json& from, T& value) {
    value = static_cast<T>(from.integer().value_or(0));
  }
  template <class T>
    requires std::is_enum_v<T>
  void read(const Json& from, T& value) {
    value = static_cast<T>(from.integer().value_or(0));
  }
  template <class T>
  void read(const Json& from, std::optional<T>& value) {
    read(from, value.emplace());
  }
  template <class T>
  void read(const Json& from, std::vector<T>& values) {
    for (const Json& item : from.items()) read(item, values.emplace_back());
  }
  void read(const Json& from, std::pair<std::string, std::string>& entry) {
    if (from.items().size() != 2) return;
    entry = {std::string(from.items()[0].text), std::string(from.items()[1].text)};
  }
  void read(const Json& from, sql::StructuredField& field) {
    Reader inner(from, memory_);
    inner("type", field.type);
    inner("nullable", field.nullable);
    field.name = memory_.text(from.text_of("name"));
  }
  void read(const Json& from, sql::Type& type) {
    Reader inner(from, memory_);
    std::vector<sql::StructuredField> fields;
    inner("kind", type.kind);
    inner("precision", type.precision);
    inner("scale", type.scale);
    inner("length", type.length);
    inner("structured", type.structured);
    inner("fields", fields);
    type.fields = memory_.list(fields);
  }
  template <class T>
    requires std::is_class_v<T>
  void read(const Json& from, T& value) {
    Reader inner(from, memory_);
    each_field(inner, value);
  }

  const Json& from_;
  Arena& memory_;
};

template <class T>
void keep_memory(T& object, std::shared_ptr<const Arena> memory) {
  if constexpr (requires { object.type_memory; }) object.type_memory = std::move(memory);
}

template <class T>
ObjectPointer read_object(const Json& from, std::shared_ptr<T> object) {
  auto memory = std::make_shared<Arena>();
  Reader reader(from, *memory);
  object_fields(reader, *object);
  each_field(reader, *object);
  keep_memory(*object, std::move(memory));
  return object;
}

template <class T>
std::string write_object(const Object& object) {
  JsonWriter out;
  Writer writer(out);
  out.begin_object();
  object_fields(writer, static_cast<const T&>(object));
  each_field(writer, static_cast<const T&>(object));
  out.end_object();
  return out.take();
}

// Calls `visit` with an empty object of the kind's own type.
template <class Visit>
auto visit_kind(Kind kind, const Visit& visit) {
  switch (kind) {
    case Kind::database: return visit(std::make_shared<Database>());
    case Kind::schema: return visit(std::make_shared<Schema>());
    case Kind::table: return visit(std::make_shared<Table>());
    case Kind::view: return visit(std::make_shared<View>());
    case Kind::sequence: return visit(std::make_shared<Sequence>());
    case Kind::function:
    case Kind::procedure: return visit(std::make_shared<Routine>(kind));
    case Kind::user: return visit(std::make_shared<User>());
    case Kind::role: return visit(std::make_shared<Role>());
    case Kind::warehouse: return visit(std::make_shared<Warehouse>());
    case Kind::grant: return visit(std::make_shared<Grant>());
    case Kind::stage:
    case Kind::file_format:
    case Kind::stream:
    case Kind::task:
    case Kind::pipe:
    case Kind::alert:
    case Kind::tag:
    case Kind::policy:
    case Kind::secret:
    case Kind::database_role:
    case Kind::integration:
    case Kind::network_policy:
    case Kind::resource_monitor:
    case Kind::share:
    case Kind::stored: break;
  }
  return visit(std::make_shared<StoredObject>(kind));
}

}  // namespace

engine::Record to_record(const Object& object) {
  return {object.id, std::string(row_of(object.kind).word), object.parent, object.name,
          visit_kind(object.kind, [&]<class T>(const std::shared_ptr<T>&) {
            return write_object<T>(object);
          })};
}

Result<ObjectPointer> from_record(const engine::Record& record) {
  const KindRow* row = find_kind(record.kind);
  Arena memory;
  const Json* definition = parse_json(record.definition, memory);
  if (row == nullptr || definition == nullptr) {
    return Error{"000603", "XX000", "catalog record " + std::to_string(record.id) +
                                        " cannot be read", std::nullopt};
  }
  const ObjectPointer object = visit_kind(
      row->kind, [&](const auto& empty) { return read_object(*definition, empty); });
  auto& placed = const_cast<Object&>(*object);  // not shared yet
  placed.id = record.id;
  placed.parent = record.parent;
  placed.name = record.name;
  return object;
}

std::shared_ptr<Object> copy_of_object(const Object& object) {
  return visit_kind(object.kind, [&]<class T>(const std::shared_ptr<T>& empty) {
    *empty = static_cast<const T&>(object);
    return std::shared_ptr<Object>(empty);
  });
}

}  // namespace mockhaus::catalog

#include "commands/stage_place.h"

#include <charconv>

#include "catalog/account.h"
#include "commands/evaluate.h"
#include "commands/names.h"
#include "sql/errors.h"
#include "values/regex.h"

namespace mockhaus::commands {
namespace {

struct Parts {
  std::vector<std::string> names;
  bool table = false;
  std::string path;
};

std::string folded(std::string_view text) {
  std::string made(text);
  for (char& c : made) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return made;
}

std::string lower(std::string_view text) {
  std::string made(text);
  for (char& c : made) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return made;
}

Error bad_location(std::string_view text) {
  return catalog::errors::syntax("invalid stage location '" + std::string(text) + "'.");
}

// One name at `at`: "quoted" or up to one of . and /.
std::optional<std::string> take_name(std::string_view text, size_t& at) {
  if (at < text.size() && text[at] == '"') {
    std::string name;
    for (++at; at < text.size(); ++at) {
      if (text[at] != '"') {
        name += text[at];
      } else if (at + 1 < text.size() && text[at + 1] == '"') {
        name += text[++at];
      } else {
        ++at;
        return name;
      }
    }
    return std::nullopt;
  }
  const size_t end = std::min(text.find_first_of("./", at), text.size());
  const std::string name = folded(text.substr(at, end - at));
  at = end;
  return name;
}

// {db .} {schema .} [%] name [/ path]; `text` begins behind the @.
Result<Parts> split(std::string_view text) {
  Parts parts;
  size_t at = 0;
  while (true) {
    if (at < text.size() && text[at] == '%') {
      parts.table = true;
      ++at;
    }
    const std::optional<std::string> name = take_name(text, at);
    if (!name || name->empty()) return bad_location(text);
    parts.names.push_back(*name);
    if (at >= text.size() || text[at] == '/' || parts.table) break;
    if (text[at] != '.') return bad_location(text);
    ++at;
  }
  if (at < text.size() && text[at] != '/') return bad_location(text);
  if (parts.names.size() > 3) return bad_location(text);
  parts.path = at < text.size() ? text.substr(at + 1) : std::string_view();
  return parts;
}

// Repeated slashes count once, as in URLs.
std::string clean_path(std::string_view path) {
  std::string made;
  for (const char c : path) {
    if (c == '/' && (made.empty() || made.back() == '/')) continue;
    made += c;
  }
  return made;
}

Result<StagePlace> find_user_stage(std::string_view rest, const CommandContext& context) {
  if (!rest.empty() && rest[0] != '/') return bad_location("~" + std::string(rest));
  const auto snapshot = context.account.snapshot();
  const catalog::User* user = snapshot->find_user(context.session.user);
  if (user == nullptr) return catalog::errors::does_not_exist("User", context.session.user);
  StagePlace place;
  place.folder = "u" + std::to_string(user->id);
  place.path = clean_path(rest);
  return place;
}

}  // namespace

std::string stage_folder(const catalog::Object& object, bool temporary) {
  const char mark = temporary                             ? 'x'
                    : object.kind == catalog::Kind::stage ? 's'
                                                          : 't';
  return mark + std::to_string(object.id);
}

Result<StagePlace> find_stage_place(std::string_view text, const catalog::SessionView& view,
                                    const CommandContext& context) {
  if (context.stage_files == nullptr) return sql::errors::unsupported("stages");
  if (!text.starts_with('@')) {
    const size_t colon = text.find("://");
    if (colon == text.npos) return bad_location(text);
    return sql::errors::unsupported("external location " + lower(text.substr(0, colon)) + "://");
  }
  if (text.starts_with("@~")) return find_user_stage(text.substr(2), context);
  const Parts parts = TRY(split(text.substr(1)));
  const FullName name = TRY(full_name(parts.names, parts.table ? "TABLE" : "STAGE", context));
  StagePlace place;
  place.path = clean_path(parts.path);
  const auto space = parts.table ? catalog::Space::relation : catalog::Space::stage;
  const catalog::Object* object = view.find(name.database, name.schema, space, name.name);
  if (parts.table) {
    const auto* table = catalog::object_cast<catalog::Table>(object);
    if (table == nullptr) return catalog::errors::does_not_exist("Table", name.typed, true);
    place.folder = stage_folder(*table, context.temporary != nullptr &&
                                            context.temporary->find_by_id(table->id) != nullptr);
    return place;
  }
  if (object == nullptr) return catalog::errors::does_not_exist("Stage", name.typed);
  place.stage = static_cast<const catalog::StoredObject*>(object);
  if (!catalog::find_property(place.stage->properties, "URL").empty()) {
    return sql::errors::unsupported("external stage");
  }
  place.folder = stage_folder(*object, context.temporary != nullptr &&
                                           context.temporary->find_by_id(object->id) != nullptr);
  place.shown = lower(name.name) + "/";
  return place;
}

Result<std::string> location_text(const sql::Location& location, const CommandContext& context) {
  if (location.variable == nullptr) return std::string(location.text);
  const std::optional<std::string> text = TRY(evaluate_text(*location.variable, context));
  return text.value_or("");
}

Result<std::vector<storage::StagedFile>> files_of(const StagePlace& place,
                                                  const std::optional<std::string>& pattern,
                                                  const CommandContext& context) {
  std::vector<storage::StagedFile> files = context.stage_files->list(place.folder, place.path);
  if (!pattern) return files;
  const values::Regex& regex = values::find_regex(*pattern, "");
  if (const auto error = regex.error()) return *error;
  std::erase_if(files, [&](const storage::StagedFile& file) {
    return !regex.matches(place.shown + file.name) && !regex.matches(file.name);
  });
  return files;
}

void sweep_stages(const CommandContext& context) {
  if (context.stage_files == nullptr) return;
  const auto snapshot = context.account.snapshot();
  context.stage_files->sweep([&](std::string_view folder) {
    catalog::Id id = 0;
    const char* end = folder.data() + folder.size();
    if (folder.size() < 2) return true;
    const auto [stop, error] = std::from_chars(folder.data() + 1, end, id);
    if (error != std::errc() || stop != end || folder[0] == 'x') return true;
    return snapshot->find_by_id(id) != nullptr;
  });
}

}  // namespace mockhaus::commands

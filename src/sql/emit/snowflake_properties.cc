// Properties, tags and clauses as Snowflake text.
#include "sql/emit/snowflake_printer.h"

namespace mockhaus::sql {

namespace {

// A property whose name contains one of these words holds a secret where it holds a text.
constexpr std::string_view secret_words[] = {"PASSWORD", "SECRET", "CREDENTIALS", "TOKEN",
                                             "MASTER_KEY", "RSA_PUBLIC_KEY", "PRIVATE_KEY",
                                             "API_KEY", "AWS_KEY_ID", "PASSPHRASE"};

}  // namespace

bool Printer::is_secret(std::string_view property_name) const {
  for (std::string_view word : secret_words) {
    if (property_name.find(word) != std::string_view::npos) return true;
  }
  return false;
}

void Printer::put(const PropertyValue& value) {
  switch (value.kind) {
    case PropertyValueKind::none: return;
    case PropertyValueKind::name: return put(value.name);
    case PropertyValueKind::number:
    case PropertyValueKind::stage:
    case PropertyValueKind::symbol: return put(value.text);
    case PropertyValueKind::string:
      if (!value.dollar_quoted || redacts_) return put_text(value.text);
      put("$$");
      put(value.text);
      return put("$$");
    case PropertyValueKind::expression: return put(*value.expression);
    case PropertyValueKind::list:
      put("(");
      for (size_t i = 0; i < value.items.size(); ++i) {
        if (i > 0 || value.items[i].comma) put(value.items[i].comma ? ", " : " ");
        put(value.items[i]);
      }
      return put(")");
    case PropertyValueKind::properties:
      put("(");
      put_properties(value.properties, ", ");
      return put(")");
    case PropertyValueKind::query:
      put("(");
      put(*value.query);
      put(")");
  }
}

void Printer::put(const Property& property) {
  if (property.text_name) {
    put_text(property.name);
  } else if (property.quoted) {
    put(Identifier{property.name, true, {}});
  } else {
    put(property.name);  // one word or several
  }
  const bool named = !property.name.empty() || property.quoted || property.text_name;
  const bool hidden = hides_texts_;
  hides_texts_ = hidden || (redacts_ && is_secret(property.name));
  if (property.equals) {
    put(" = ");
  } else if (named && property.value.kind != PropertyValueKind::none) {
    put(" ");
  }
  put(property.value);
  hides_texts_ = hidden;
}

void Printer::put_properties(List<const Property> properties, std::string_view separator) {
  for (size_t i = 0; i < properties.size(); ++i) {
    if (i > 0) put(separator);
    put(properties[i]);
  }
}

void Printer::put_clauses(List<const Property> properties) {
  for (const Property& property : properties) {
    put(" ");
    put(property);
  }
}

void Printer::put_tag_values(List<const TagValue> tags) {
  put_list<TagValue>(tags, [&](const TagValue& tag) {
    put(tag.name);
    put(" = ");
    put_text(tag.value);
  });
}

void Printer::put_tags(List<const TagValue> tags) {
  if (tags.empty()) return;
  put(" WITH TAG (");
  put_tag_values(tags);
  put(")");
}

}  // namespace mockhaus::sql

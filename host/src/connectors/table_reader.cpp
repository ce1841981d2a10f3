// SPDX-License-Identifier: MIT
#include "connectors/table_reader.hpp"

#include <algorithm>
#include <set>

#include "base/language.hpp"
#include "base/utf8.hpp"
#include "connectors/table_check.hpp"
#include "orderbridge/text.hpp"

namespace orderbridge::connectors {

namespace {

constexpr std::size_t kLongestText = 20000;

bool is_integer(const std::string& text) {
  const std::size_t from = text.starts_with('-') ? 1 : 0;
  return text.size() > from && std::all_of(text.begin() + static_cast<std::ptrdiff_t>(from), text.end(),
                                           [](char c) { return c >= '0' && c <= '9'; });
}

std::vector<std::string> split_choices(const std::string& text) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < text.size();) {
    const auto bar = std::min(text.find('|', at), text.size());
    out.push_back(text.substr(at, bar - at));
    at = bar + 1;
  }
  return out;
}

}  // namespace

std::string TableReader::text(const ob_str& s, const std::string& where) {
  if (!s.data) return {};
  if (s.size > kLongestText || !is_utf8(view(s))) {
    problem(tr("{}: text is not UTF-8 or is longer than {} bytes",
               "{}: Text ist kein UTF-8 oder länger als {} Bytes", where, kLongestText));
    return {};
  }
  return copy(s);
}

description::Text TableReader::text(const ob_text& t, const std::string& where) {
  return {text(t.en, where), text(t.de, where)};
}

description::OptionInfo TableReader::option(const ob_option* o, const std::string& where, int depth) {
  description::OptionInfo info;
  if (!o || o->size < offsetof(ob_option, columns)) {
    problem(tr("{}: an option table is missing or too small",
               "{}: Eine Optionstabelle fehlt oder ist zu klein", where));
    return info;
  }
  info.name = text(o->name, where);
  const std::string here = where + " option '" + info.name + "'";
  if (!is_valid_id(info.name) || (depth == 0 && info.name == "id"))
    problem(tr("{}: bad option name", "{}: ungültiger Optionsname", here));
  info.type = o->type;
  info.flags = o->flags;
  if (o->type < OB_TYPE_TEXT || o->type > OB_TYPE_TABLE)
    problem(tr("{}: unknown type {}", "{}: unbekannter Typ {}", here, o->type));
  if (present(o->default_value)) info.default_value = text(o->default_value, here);
  info.doc = text(o->doc, here);
  info.example = text(o->example, here);
  info.choices = split_choices(text(o->choices, here));
  check_default(info, here);
  if (o->min.present && o->min.scale == 0) info.min = o->min.unscaled;
  if (o->max.present && o->max.scale == 0) info.max = o->max.unscaled;
  if (o->type == OB_TYPE_LIST || o->type == OB_TYPE_TABLE) columns(o, info, here, depth);
  return info;
}

void TableReader::check_default(const description::OptionInfo& info, const std::string& here) {
  if (info.required() && info.default_value)
    problem(tr("{}: is required and has a default", "{}: ist Pflicht und hat einen Vorgabewert", here));
  if (info.type == OB_TYPE_CHOICE && info.choices.empty())
    problem(tr("{}: a choice without choices", "{}: Auswahl ohne Auswahlwerte", here));
  if (!info.default_value) return;
  const auto& value = *info.default_value;
  if (info.type == OB_TYPE_CHOICE &&
      std::find(info.choices.begin(), info.choices.end(), value) == info.choices.end())
    problem(
        tr("{}: the default is not one of the choices", "{}: Der Vorgabewert steht nicht zur Auswahl", here));
  if (info.type == OB_TYPE_BOOL && value != "true" && value != "false")
    problem(tr("{}: the default is neither true nor false", "{}: Der Vorgabewert ist weder true noch false",
               here));
  if (info.type == OB_TYPE_INT && !is_integer(value))
    problem(tr("{}: the default is not a whole number", "{}: Der Vorgabewert ist keine ganze Zahl", here));
}

void TableReader::columns(const ob_option* o, description::OptionInfo& info, const std::string& here,
                          int depth) {
  const std::size_t count = OB_HAS(o, column_count) ? o->column_count : 0;
  if (o->type == OB_TYPE_LIST && count == 0) {  // items are plain text
    info.columns.push_back(description::OptionInfo{});
    info.columns.back().name = "item";
    info.columns.back().type = OB_TYPE_TEXT;
    return;
  }
  const bool sane =
      count > 0 && count <= 50 && o->columns && depth == 0 && (o->type == OB_TYPE_TABLE || count == 1);
  if (!sane) {
    problem(tr("{}: a list has one column at most, a table at least one",
               "{}: Eine Liste hat höchstens eine Spalte, eine Tabelle mindestens eine", here));
    return;
  }
  for (std::size_t i = 0; i < o->column_count; ++i)
    info.columns.push_back(option(o->columns[i], here, depth + 1));
}

std::vector<description::OptionInfo> TableReader::options(const ob_option* const* table, std::size_t count,
                                                          const std::string& where) {
  std::vector<description::OptionInfo> all;
  if (count > 500 || (count > 0 && !table)) {
    problem(tr("{}: the option list is broken", "{}: Die Optionsliste ist defekt", where));
    return all;
  }
  std::set<std::string> names;
  for (std::size_t i = 0; i < count; ++i) {
    all.push_back(option(table[i], where, 0));
    if (!names.insert(all.back().name).second)
      problem(tr("{}: option '{}' is there twice", "{}: Option '{}' ist doppelt", where, all.back().name));
  }
  return all;
}

}  // namespace orderbridge::connectors

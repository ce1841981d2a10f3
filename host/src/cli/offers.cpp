// SPDX-License-Identifier: MIT
#include "cli/offers.hpp"

#include "base/error.hpp"
#include "base/language.hpp"
#include "base/suggest.hpp"
#include "orderbridge/views.h"

namespace orderbridge::cli {

namespace {

template <class List>
std::vector<std::string> ids_of(const List& list) {
  std::vector<std::string> ids;
  for (const auto& one : list) ids.push_back(one.id);
  return ids;
}

[[noreturn]] void refuse(std::string text, const std::string& wrong, const std::vector<std::string>& known) {
  const auto hint = did_you_mean(wrong, known);
  throw UserError(text + (hint.empty() ? "" : "; " + hint), Exit::kUsage);
}

}  // namespace

Offer offer_of(const Loaded& loaded, const std::string& connection) {
  const auto* found = loaded.settings.connection(connection);
  if (!found)
    refuse(tr("there is no connection '{}'", "Es gibt keine Verbindung '{}'", connection), connection,
           ids_of(loaded.settings.connections));
  return {*found, *loaded.registry->find(found->connector)};
}

const description::ViewInfo& view_of(const Offer& offer, const std::string& id) {
  if (const auto* view = offer.info.view(id)) return *view;
  refuse(tr("'{}' ({}) has no view '{}'", "'{}' ({}) hat keine Sicht '{}'", offer.connection.id,
            offer.info.id, id),
         id, ids_of(offer.info.views));
}

const description::ActionInfo& action_of(const Offer& offer, const std::string& id) {
  if (const auto* action = offer.info.action(id)) return *action;
  refuse(tr("'{}' ({}) has no action '{}'", "'{}' ({}) hat keine Aktion '{}'", offer.connection.id,
            offer.info.id, id),
         id, ids_of(offer.info.actions));
}

const description::ColumnInfo& column_of(const description::ViewInfo& view, const std::string& id,
                                         std::uint32_t flag) {
  std::vector<std::string> able;
  for (const auto& column : view.columns) {
    if ((column.flags & flag) == 0) continue;
    if (column.id == id) return column;
    able.push_back(column.id);
  }
  const bool filter = flag == OB_COLUMN_FILTER;
  refuse(filter ? tr("view '{}' cannot be filtered by '{}'", "Sicht '{}' lässt sich nicht nach '{}' filtern",
                     view.id, id)
                : tr("view '{}' cannot be sorted by '{}'", "Sicht '{}' lässt sich nicht nach '{}' sortieren",
                     view.id, id),
         id, able);
}

std::pair<std::string, std::string> name_and_value(const std::string& option, const std::string& text) {
  const auto equals = text.find('=');
  if (equals == std::string::npos || equals == 0)
    throw UserError(tr("{} {}: write {} NAME=VALUE", "{} {}: {} NAME=WERT schreiben", option, text, option),
                    Exit::kUsage);
  return {text.substr(0, equals), text.substr(equals + 1)};
}

}  // namespace orderbridge::cli

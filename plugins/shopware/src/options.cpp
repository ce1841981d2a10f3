// SPDX-License-Identifier: MIT
// See options.hpp.
#include "options.hpp"

#include <filesystem>

#include "mapper/numbers.hpp"

namespace orderbridge::shopware5 {
namespace {

ShopUrl checked_url(const std::string& text, Language say) {
  std::string_view why;
  if (auto url = parse_shop_url(text, why)) return *url;
  if (why == "credentials")
    throw bad_config(
        "url", say("option url must not contain user name or key: use the options user and api-key",
                   "Option url darf weder Benutzername noch Schlüssel enthalten: dafür gibt es user und "
                   "api-key"));
  if (why == "query")
    throw bad_config("url",
                     say("option url must not contain ? or #: enter the shop's address only",
                         "Option url darf kein ? oder # enthalten: nur die Adresse des Shops eintragen"));
  throw bad_config("url", say("option url is not an address like https://shop.example/",
                              "Option url ist keine Adresse wie https://shop.example/"));
}

/// Shopware's login understands nothing else: ":" and quotes break its parser, other characters its
/// comparison.
void check_user(const std::string& user, Language say) {
  for (const char c : user)
    if (c < ' ' || c > '~' || c == ':' || c == '"')
      throw bad_config(
          "user",
          say("option user: Shopware's API cannot log in users whose name has a colon, a quote or an "
              "umlaut; give the API user a plain name in the shop",
              "Option user: Shopwares API kann Benutzer mit Doppelpunkt, Anführungszeichen oder Umlaut "
              "im Namen nicht anmelden; bitte dem API-Benutzer im Shop einen einfachen Namen geben"));
  if (user.empty()) throw bad_config("user", say("option user is empty", "Option user ist leer"));
}

void check_key(const std::string& key, Language say) {
  if (key.empty()) throw bad_config("api-key", say("option api-key is empty", "Option api-key ist leer"));
  for (const char c : key)
    if (c <= ' ' || c > '~')
      throw bad_config("api-key",
                       say("option api-key contains a blank, line break or special character; copy the key "
                           "from the shop's user administration again",
                           "Option api-key enthält ein Leerzeichen, einen Zeilenumbruch oder Sonderzeichen; "
                           "bitte den Schlüssel neu aus der Benutzerverwaltung des Shops kopieren"));
}

std::set<std::int64_t> state_ids(const Connection& connection, const char* option, Language say) {
  std::set<std::int64_t> ids;
  for (const auto& item : connection.list(option)) {
    const auto id = parse_integer(item);
    if (!id || *id < 0 || *id > 1'000'000)
      throw bad_config(option, say("option ", "Option ") + option + ": \"" + item +
                                   say("\" is no state id (a whole number from 0)",
                                       "\" ist keine Status-Id (eine ganze Zahl ab 0)"));
    ids.insert(*id);
  }
  return ids;
}

/// Rows state="in_process" shop="1" over the table's own ids.
void replace_states(const Connection& connection, const char* option, StateTable& table, Language say) {
  std::set<std::string> named;
  for (const auto& row : connection.table(option)) {
    std::string name, id_text;
    for (const auto& [column, cell] : row) (column == "state" ? name : id_text) = cell;
    const auto id = parse_integer(id_text);
    if (!table.knows(name))
      throw bad_config(option, say("option ", "Option ") + option + ": \"" + name +
                                   say("\" is no state that can be told; there are: ",
                                       "\" ist kein Status, der gemeldet werden kann; es gibt: ") +
                                   table.names());
    if (!id || *id < 0 || *id > 1'000'000)
      throw bad_config(option, say("option ", "Option ") + option + ", " + name + ": \"" + id_text +
                                   say("\" is no state id (a whole number from 0)",
                                       "\" ist keine Status-Id (eine ganze Zahl ab 0)"));
    if (!named.insert(name).second)
      throw bad_config(option, say("option ", "Option ") + option +
                                   say(" names this state twice: ", " nennt diesen Status zweimal: ") + name);
    table.replace(name, *id);
  }
}

/// Rows shop="SwagPayment*" kind="paypal"; the second column may be empty, which means none.
void add_words(const Connection& connection, const char* option, ShopWords& words,
               void (ShopWords::*add)(std::string, std::string), Language say) {
  for (const auto& row : connection.table(option)) {
    std::string shop, meaning;
    for (const auto& [column, cell] : row) (column == "shop" ? shop : meaning) = cell;
    if (shop.empty())
      throw bad_config(
          option, say("option ", "Option ") + option +
                      say(": a row names nothing of the shop", ": eine Zeile nennt nichts aus dem Shop"));
    (words.*add)(shop, meaning);
  }
}

std::string absolute_path(const Connection& connection, const char* option) {
  const auto text = connection.text_or(option, "");
  if (text.empty()) return text;
  return (std::filesystem::path(connection.base_dir()) / text).lexically_normal().string();
}

std::optional<TimeZone> time_zone(const Connection& connection, Language say) {
  const auto name = connection.text_or("time-zone", "");
  if (name.empty()) return std::nullopt;
  auto zone = TimeZone::find(name);
  if (!zone)
    throw bad_config(
        "time-zone",
        say("option time-zone: this system knows no time zone \"",
            "Option time-zone: dieses System kennt keine Zeitzone \"") +
            name +
            say("\"; write its name as in Europe/Berlin, and see that package tzdata is installed",
                "\"; der Name lautet wie in Europe/Berlin, und das Paket tzdata muss installiert "
                "sein"));
  return zone;
}

AuthMode auth_mode(const std::string& text) {
  if (text == "basic") return AuthMode::kBasic;
  return text == "digest" ? AuthMode::kDigest : AuthMode::kAuto;
}

}  // namespace

Options::Options(const Connection& c, Language language)
    : say(language),
      connection_id(c.id()),
      roles(c.roles()),
      url(checked_url(c.text("url"), language)),
      credentials{c.text("user"), c.text("api-key")},
      auth(auth_mode(c.text("auth"))),
      states(default_state_map()),
      clock(time_zone(c, language)),
      look_back(c.integer("look-back")),
      page_size(static_cast<int>(c.integer("page-size"))),
      connections(static_cast<int>(c.integer("connections"))),
      connect_timeout(c.duration("connect-timeout")),
      idle_timeout(c.duration("timeout")),
      incomplete_grace(c.duration("incomplete-grace")),
      delivery_address_grace(c.duration("delivery-address-grace")),
      tls_verify(c.flag("tls-verify")),
      tls_ca_file(absolute_path(c, "tls-ca-file")),
      answer_limit(static_cast<std::size_t>(c.integer("answer-limit-mib")) << 20) {
  check_user(credentials.user, say);
  check_key(credentials.key, say);
  replace_states(c, "states", states.order, say);
  replace_states(c, "payments", states.payment, say);
  add_words(c, "salutations", words, &ShopWords::add_salutation, say);
  add_words(c, "payment-kinds", words, &ShopWords::add_payment, say);
  wanted.all_since = c.text("selection") == "all-since";
  wanted.order_states = state_ids(c, "order-states", say);
  if (wanted.order_states.empty())
    throw bad_config("order-states",
                     say("option order-states names no state: no order would ever be fetched",
                         "Option order-states nennt keinen Status: es würde nie etwas abgeholt"));
  wanted.payment_states = state_ids(c, "payment-states", say);
  if (wanted.all_since && !wanted.payment_states.empty())
    throw bad_config(
        "payment-states",
        say("option payment-states does not go with selection=\"all-since\": an order that is paid late "
            "would never be found; use selection=\"open-set\"",
            "Option payment-states passt nicht zu selection=\"all-since\": eine spät bezahlte "
            "Bestellung würde nie gefunden; selection=\"open-set\" verwenden"));
  for (auto& id : c.list("sub-shops")) wanted.subshops.insert(std::move(id));
  wanted.start_date = c.text_or("start-date", "");
  wanted.import_converted = c.text("converted-baskets") == "import";
}

}  // namespace orderbridge::shopware5

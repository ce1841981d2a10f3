// SPDX-License-Identifier: MIT
#include "fake_session.hpp"

#include <stdexcept>

namespace tds {
namespace {

namespace sqlserver = orderbridge::jtlwawi::sqlserver;
using sqlserver::SqlError;
using sqlserver::Value;

Param param(const Value& value) {
  switch (value.kind) {
    case Value::Kind::kText:
      return {"nvarchar", value.text};
    case Value::Kind::kInteger:
      return {"bigint", std::to_string(value.number)};
    case Value::Kind::kDecimal:
      return {"nvarchar", value.text};
    case Value::Kind::kNull:
    case Value::Kind::kTime:
      break;
  }
  throw std::logic_error("our statements bind neither NULL nor times");
}

class FakeSession final : public sqlserver::Session {
 public:
  FakeSession(const Handler& handler, int number) : handler_(handler), number_(number) {}
  ~FakeSession() override {
    if (open_) send(Request::Kind::kRollback);
  }

  sqlserver::Rows query(std::string_view sql, std::span<const Value> values) override {
    const Answer answer = run(sql, values);
    if (answer.results.empty()) throw std::logic_error("no result set: " + std::string(sql));
    return answer.results.front().rows;
  }
  std::int64_t change(std::string_view sql, std::span<const Value> values) override {
    return run(sql, values).affected;
  }
  void begin() override {
    must_be_usable();
    if (open_) throw std::logic_error("a transaction is open");
    taken(send(Request::Kind::kBegin));
    open_ = true;
  }
  void commit() override {
    must_be_usable();
    if (!open_) throw std::logic_error("no transaction is open");
    taken(send(Request::Kind::kCommit));
    open_ = false;
  }
  void rollback() noexcept override {
    if (open_) send(Request::Kind::kRollback);
    open_ = false;
  }
  bool broken() const noexcept override { return broken_; }

 private:
  void must_be_usable() const {
    if (broken_) throw std::logic_error("a broken session was used again");
  }
  Answer send(Request::Kind kind) { return handler_({kind, number_, {}, {}}); }
  Answer run(std::string_view sql, std::span<const Value> values) {
    must_be_usable();
    Request request{Request::Kind::kStatement, number_, std::string(sql), {}};
    if (values.size() > 2100) throw std::logic_error("more than 2,100 parameters");
    for (const auto& value : values) request.params.push_back(param(value));
    return taken(handler_(request));
  }
  Answer taken(Answer answer) {
    if (answer.drop_connection) {
      broken_ = true;
      throw SqlError(0, "08S01", "the connection was lost");
    }
    if (answer.failure) {
      broken_ |= open_;
      throw SqlError(answer.failure->number, "42000", answer.failure->text);
    }
    return answer;
  }

  const Handler& handler_;
  const int number_;
  bool open_ = false, broken_ = false;
};

}  // namespace

std::unique_ptr<sqlserver::Session> FakeServer::connect() {
  ++logins;
  if (on_login) on_login();
  return std::make_unique<FakeSession>(handler_, logins);
}

}  // namespace tds

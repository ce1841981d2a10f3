// SPDX-License-Identifier: MIT
#include "tds_connection.hpp"

#include <algorithm>
#include <cstdlib>

#include "tds_tokens.hpp"
#include "tds_types.hpp"

namespace tds {

namespace {

enum Procedure : unsigned { kExecuteSql = 10, kPrepare = 11, kExecute = 12, kPrepExec = 13, kUnprepare = 15 };
enum Wish : unsigned { kBegin = 5, kCommit = 7, kRollback = 8 };

unsigned number_of(const std::string& name) {
  static const std::map<std::string, unsigned> known{{"sp_executesql", kExecuteSql},
                                                     {"sp_prepare", kPrepare},
                                                     {"sp_execute", kExecute},
                                                     {"sp_prepexec", kPrepExec},
                                                     {"sp_unprepare", kUnprepare}};
  const auto found = known.find(name);
  return found == known.end() ? 0 : found->second;
}

/// What drivers ask when they connect, and no script wants to know of.
ResultSet no_types() {
  ResultSet set;
  for (int i = 0; i < 20; ++i) set.columns.push_back({"c" + std::to_string(i), "nvarchar(128)"});
  return set;
}

}  // namespace

Request TdsConnection::request(Request::Kind kind, std::string sql, std::vector<Param> params) const {
  Request asked;
  asked.kind = kind, asked.connection = number_;
  asked.sql = std::move(sql), asked.params = std::move(params);
  return asked;
}

std::string TdsConnection::descriptor() const {
  return Writer().u64(transaction_).take();
}

bool TdsConnection::handle(Message type, const std::string& body) {
  if (type == Message::kAttention) {
    acknowledge();
    return true;
  }
  Reader in(body);
  in.seek(in.u32());  // headers: the transaction's descriptor, which we know
  switch (type) {
    case Message::kBatch:
      return batch(in.text(in.left() / 2));
    case Message::kRpc:
      return procedure(in);
    case Message::kManager:
      return manage(in);
    default:
      throw std::runtime_error("TDS: message type " + std::to_string(static_cast<int>(type)));
  }
}

void TdsConnection::acknowledge() {
  ++behind_.attentions;
  Writer out;
  write_done(out, kDone, kAttended);
  packets_.send(out.data());
}

TdsConnection::Next TdsConnection::wait_for_attention() {
  Message type{};
  std::string body;
  while (packets_.receive(type, body))
    if (type == Message::kAttention && !behind_.deaf) {
      acknowledge();
      return Next::kNothingToSay;
    }
  return Next::kDrop;
}

/// Results and error of a statement.
TdsConnection::Next TdsConnection::tell(Writer& out, const Answer& answer, bool in_procedure) {
  if (answer.drop_connection) return Next::kDrop;
  if (answer.hang) return wait_for_attention();
  const auto token = in_procedure ? kDoneInProc : kDone;
  const bool counts_only = answer.results.empty() && !answer.failure;
  for (std::size_t i = 0; i < answer.results.size(); ++i) {
    write_results(out, answer.results[i]);
    const bool last = !in_procedure && !answer.failure && i + 1 == answer.results.size();
    write_done(out, token, (last ? kFinal : kMore) | kCount, answer.results[i].rows.size());
  }
  if (answer.failure) {
    write_error(out, *answer.failure);
    if (answer.failure->aborts_transaction && in_transaction_) {
      in_transaction_ = false;
      write_change(out, kRolledBack, counted(""), counted(descriptor()));
    }
    write_done(out, token, (in_procedure ? kMore : kFinal) | kError);
  }
  if (counts_only)
    write_done(out, token, (in_procedure ? kMore : kFinal) | kCount,
               static_cast<std::uint64_t>(answer.affected));
  return Next::kGoOn;
}

bool TdsConnection::batch(const std::string& sql) {
  Answer answer;
  if (sql.find("sp_datatype_info") != std::string::npos)
    answer.results.push_back(no_types());
  else
    answer = behind_.ask(request(Request::Kind::kStatement, sql));
  Writer out;
  const auto next = tell(out, answer, false);
  if (next == Next::kGoOn) packets_.send(out.data());
  return next != Next::kDrop;
}

bool TdsConnection::procedure(Reader& in) {
  const auto units = in.u16();
  const auto name = units == 0xFFFF ? std::string() : in.text(units);
  const unsigned id = units == 0xFFFF ? in.u16() : number_of(name);
  in.u16();  // options
  std::vector<Param> params;
  while (in.left() > 0) params.push_back(read_param(in));
  const auto text = [&](std::size_t i) { return params.at(i).text.value_or(""); };
  const auto behind = [&](std::size_t i) {
    return std::vector<Param>(params.begin() + static_cast<std::ptrdiff_t>(std::min(i, params.size())),
                              params.end());
  };
  switch (id) {
    case kExecuteSql:
      return run(text(0), behind(2));
    case kPrepExec:
      ++behind_.prepared;
      prepared_[++handles_] = text(2);
      return run(text(2), behind(3), handles_);
    case kPrepare:
      return prepare(text(2));
    case kExecute:
      return run(prepared_[std::atoi(text(0).c_str())], behind(1));
    case kUnprepare: {
      prepared_.erase(std::atoi(text(0).c_str()));
      Writer out;
      return finish(out, 0, false);
    }
    default:
      throw std::runtime_error("TDS: procedure " + std::to_string(id) + " " + name);
  }
}

bool TdsConnection::prepare(const std::string& sql) {
  ++behind_.prepared;
  prepared_[++handles_] = sql;
  Writer out;
  const auto columns = behind_.describe ? behind_.describe(sql) : std::vector<Column>();
  if (!columns.empty()) {
    write_columns(out, columns);
    write_done(out, kDoneInProc, kMore);
  }
  return finish(out, handles_, false);
}

bool TdsConnection::run(const std::string& sql, std::vector<Param> params, int handle) {
  const auto answer = behind_.ask(request(Request::Kind::kStatement, sql, std::move(params)));
  Writer out;
  const auto next = tell(out, answer, true);
  if (next != Next::kGoOn) return next != Next::kDrop;
  return finish(out, handle, answer.failure.has_value());
}

/// The end of a procedure: its status, a handle where one was made.
bool TdsConnection::finish(Writer& out, int handle, bool failed) {
  out.byte(0x79).u32(failed ? 1 : 0);
  if (handle > 0) {
    out.byte(0xAC).u16(0).text("@handle", 1).byte(1).u32(0).u16(0);
    out.byte(0x26).byte(4).byte(4).u32(static_cast<std::uint32_t>(handle));
  }
  write_done(out, kDoneProc, failed ? kError : kFinal);
  packets_.send(out.data());
  return true;
}

bool TdsConnection::begin(Writer& out, std::optional<Failure>& failure) {
  const auto answer = behind_.ask(request(Request::Kind::kBegin));
  if (answer.drop_connection) return false;
  failure = answer.failure;
  if (failure) return true;
  ++transaction_;
  in_transaction_ = true;
  write_change(out, kBegun, counted(descriptor()), counted(""));
  return true;
}

bool TdsConnection::end(Writer& out, bool commit, std::optional<Failure>& failure) {
  if (!in_transaction_) {
    failure = Failure{commit ? 3902 : 3903, "no transaction is open", 16, 1, false};
    return true;
  }
  const auto answer = behind_.ask(request(commit ? Request::Kind::kCommit : Request::Kind::kRollback));
  if (answer.drop_connection || (answer.hang && wait_for_attention() == Next::kDrop)) return false;
  failure = answer.failure;
  in_transaction_ = false;
  write_change(out, commit && !failure ? kCommitted : kRolledBack, counted(""), counted(descriptor()));
  return true;
}

bool TdsConnection::manage(Reader& in) {
  const auto wish = in.u16();
  Writer out;
  std::optional<Failure> failure;
  if (wish == kBegin) {
    if (!begin(out, failure)) return false;
  } else if (wish == kCommit || wish == kRollback) {
    in.take(in.byte());  // a name
    const bool anew = in.left() > 0 && (in.byte() & 1U) != 0;
    if (!end(out, wish == kCommit, failure)) return false;
    if (!failure && anew && !begin(out, failure)) return false;
  } else {
    throw std::runtime_error("TDS: transaction request " + std::to_string(wish));
  }
  if (failure) write_error(out, *failure);
  write_done(out, kDone, failure ? kError : kFinal);
  packets_.send(out.data());
  return true;
}

}  // namespace tds

#include "analysis/store/database.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <exception>
#include <sqlite3.h>
#include <utility>

namespace stepdown::analysis {

namespace {

std::error_code error_of(int code) {
  const auto is = [code](int wanted) { return (code & 0xff) == wanted; };
  if (is(SQLITE_FULL)) return std::make_error_code(std::errc::no_space_on_device);
  if (is(SQLITE_NOMEM)) return std::make_error_code(std::errc::not_enough_memory);
  if (is(SQLITE_READONLY)) return std::make_error_code(std::errc::read_only_file_system);
  if (is(SQLITE_PERM) || is(SQLITE_AUTH)) return std::make_error_code(std::errc::permission_denied);
  if (is(SQLITE_TOOBIG)) return std::make_error_code(std::errc::file_too_large);
  return std::make_error_code(std::errc::io_error);
}

BusyDatabase busy(const std::string& name) {
  return {std::make_error_code(std::errc::device_or_resource_busy),
          fmt::format("another process works on '{}'", name)};
}

}  // namespace

void Statement::Finalize::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}

Statement::Statement(Database& database, const char* sql) : database_(&database) {
  sqlite3_stmt* statement = nullptr;
  database.check(sqlite3_prepare_v2(database.database_.get(), sql, -1, &statement, nullptr));
  statement_.reset(statement);
}

Statement& Statement::bind(int parameter, std::int64_t value) {
  database_->check(sqlite3_bind_int64(statement_.get(), parameter, value));
  return *this;
}

Statement& Statement::bind(int parameter, std::string_view text) {
  database_->check(sqlite3_bind_text(statement_.get(),
                                     parameter,
                                     text.data(),
                                     static_cast<int>(text.size()),
                                     SQLITE_TRANSIENT));  // NOLINT: SQLite's own macro
  return *this;
}

Statement& Statement::bind_bytes(int parameter, std::string_view bytes) {
  database_->check(
      sqlite3_bind_blob64(statement_.get(), parameter, bytes.data(), bytes.size(), SQLITE_STATIC));
  return *this;
}

bool Statement::step() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  sqlite3_reset(statement_.get());
  if (code != SQLITE_DONE) database_->check(code);
  return false;
}

void Statement::run() {
  while (step()) {
  }
}

std::int64_t Statement::whole(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}

std::string_view Statement::text(int column) const {
  return bytes(column);
}

std::string_view Statement::bytes(int column) const {
  const auto* const data = static_cast<const char*>(sqlite3_column_blob(statement_.get(), column));
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column));
  return data == nullptr ? std::string_view{} : std::string_view{data, size};
}

void Database::Close::operator()(sqlite3* database) const {
  sqlite3_close(database);
}

Database::Database(const std::filesystem::path& path, Damage damage) : name_(path.string()) {
  sqlite3* database = nullptr;
  const int code = sqlite3_open_v2(
      name_.c_str(), &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
  database_.reset(database);
  check(code);
  sqlite3_extended_result_codes(database, 1);
  // The lock is taken with the first transaction and kept; that of a killed process goes with it.
  run("PRAGMA locking_mode = EXCLUSIVE");
  if (damage == Damage::Read) run("PRAGMA writable_schema = ON");  // takes a file that is cut off
  run("BEGIN EXCLUSIVE");
  run("COMMIT");
}

void Database::check(int code) const {
  const int kind = code & 0xff;
  if (kind == SQLITE_OK || kind == SQLITE_ROW || kind == SQLITE_DONE) return;
  const char* const text = sqlite3_errmsg(database_.get());
  // SQLITE_ERROR: it has other tables than those that are asked for.
  if (kind == SQLITE_CORRUPT || kind == SQLITE_NOTADB || kind == SQLITE_ERROR)
    throw DamagedDatabase(fmt::format("'{}' is damaged: {}", name_, text));
  if (kind == SQLITE_BUSY || kind == SQLITE_LOCKED) throw busy(name_);
  throw std::system_error(error_of(code), fmt::format("cannot write '{}' ({})", name_, text));
}

void Database::run(const char* sql) {
  check(sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr));
}

std::optional<std::int64_t> Database::ask(const char* sql) {
  Statement statement(*this, sql);
  if (!statement.step()) return std::nullopt;
  return statement.whole(0);
}

void expect_idle(const std::filesystem::path& path) {
  sqlite3* opened = nullptr;
  int code = sqlite3_open_v2(path.c_str(), &opened, SQLITE_OPEN_READONLY, nullptr);
  // Whatever else is wrong with it is seen when it is read.
  if (code == SQLITE_OK)
    code = sqlite3_exec(opened, "SELECT count(*) FROM sqlite_master", nullptr, nullptr, nullptr);
  sqlite3_close(opened);
  if ((code & 0xff) == SQLITE_BUSY) throw busy(path.string());
}

Transaction::~Transaction() {
  if (database_ == nullptr) return;
  try {
    database_->run("ROLLBACK");
  } catch (const std::exception&) {  // a full disk has rolled it back already
    return;
  }
}

void Transaction::commit() {
  database_->run("COMMIT");
  database_ = nullptr;
}

}  // namespace stepdown::analysis

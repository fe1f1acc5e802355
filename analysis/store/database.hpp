#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>

struct sqlite3;
struct sqlite3_stmt;

/// SQLite, as far as it is needed here.
namespace stepdown::analysis {

/// The file is damaged, or none of SQLite's.
class DamagedDatabase : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Somebody else works on the file.
class BusyDatabase : public std::system_error {
 public:
  using std::system_error::system_error;
};

class Database;

/// One statement, to be run once or many times. Its database must outlive it.
class Statement {
 public:
  Statement(Database& database, const char* sql);

  // The parameters, from 1.
  Statement& bind(int parameter, std::int64_t value);
  Statement& bind(int parameter, std::string_view text);
  /// Bytes that must live until the statement is run.
  Statement& bind_bytes(int parameter, std::string_view bytes);

  /// @returns whether there is a row, the next; after the last the statement can be run again
  bool step();
  /// Runs it to the end.
  void run();

  // Cells of the row, from 0. Views live until the next step.
  [[nodiscard]] std::int64_t whole(int column) const;
  [[nodiscard]] std::string_view text(int column) const;
  [[nodiscard]] std::string_view bytes(int column) const;

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  Database* database_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

/// An open file. Nobody else can open it meanwhile.
class Database {
 public:
  enum class Damage : std::uint8_t { Refuse, Read };  ///< as much as can be read of a damaged one

  /// @throws BusyDatabase, DamagedDatabase, std::system_error when the disk refuses
  explicit Database(const std::filesystem::path& path, Damage damage = Damage::Refuse);

  void run(const char* sql);
  /// The first cell of the first row.
  [[nodiscard]] std::optional<std::int64_t> ask(const char* sql);

 private:
  friend class Statement;
  struct Close {
    void operator()(sqlite3* database) const;
  };
  /// Throws what a result code stands for, unless it is good.
  void check(int code) const;

  std::string name_;
  std::unique_ptr<sqlite3, Close> database_;
};

/// Does not change the file. @throws BusyDatabase while another process works on it
void expect_idle(const std::filesystem::path& path);

/// Either all of it is stored at its end, or nothing.
class Transaction {
 public:
  explicit Transaction(Database& database) : database_(&database) { database.run("BEGIN"); }
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  Transaction(Transaction&&) = delete;
  Transaction& operator=(Transaction&&) = delete;

  void commit();

 private:
  Database* database_;
};

}  // namespace stepdown::analysis

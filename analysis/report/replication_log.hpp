#pragma once

#include "analysis/experiments/run_listener.hpp"
#include "analysis/report/output_file.hpp"
#include "models/model.hpp"

#include <fmt/format.h>

#include <atomic>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>

namespace stepdown::analysis {

/// A CSV file in the folder of a run with rows of every replication, the replications in their
/// order.
///
/// Replications run at the same time, so each writes a part of its own, which is appended when its
/// turn has come. Threads need not wait, and memory does not grow with the number of rows.
///
/// `Rows` says what is logged: `Told`, of which one makes a row; `heard`, the function of a
/// `ReplicationListener` that is told it; `file`; `header(model)`; and
/// `append_row(text, model, replication, told)`.
template <class Rows>
class ReplicationLog final : public RunListener {
 public:
  using Told = typename Rows::Told;

  /// The model must outlive the log.
  ReplicationLog(const models::Model& model, std::filesystem::path folder)
      : model_(&model), folder_(std::move(folder)), file_(folder_ / Rows::file) {
    file_.write(Rows::header(model));
  }

  [[nodiscard]] ReplicationListener started(int replication) override {
    ++begun_;
    const auto part = std::make_shared<Part>(*model_, replication, part_path(replication));
    ReplicationListener listener;
    listener.*Rows::heard = [part](const Told& told) { part->write(told); };
    listener.ended = [part] { part->flush(); };
    return listener;
  }

  void finished(int replication, const Measured& /*measured*/) override {
    const std::filesystem::path part = part_path(replication);
    file_.append(part);
    std::filesystem::remove(part);
    ++finished_;
  }

  /// Flushes to the disk. What a stopped run began and did not count is forgotten.
  void close() {
    for (int replication = finished_; replication < begun_; ++replication)
      std::filesystem::remove(part_path(replication));
    file_.close();
  }

 private:
  /// The rows of one replication, while it runs.
  class Part {
   public:
    Part(const models::Model& model, int replication, const std::filesystem::path& path)
        : model_(&model), replication_(replication), file_(path) {}

    void write(const Told& told) {
      constexpr std::size_t flush_at = std::size_t{1} << 16U;
      Rows::append_row(rows_, *model_, replication_, told);
      if (rows_.size() >= flush_at) flush();
    }

    void flush() {
      file_.write(rows_);
      rows_.clear();
    }

   private:
    const models::Model* model_;
    int replication_;
    OutputFile file_;
    std::string rows_;
  };

  const models::Model* model_;
  std::filesystem::path folder_;
  OutputFile file_;
  std::atomic<int> begun_ = 0;  ///< replications, which are handed out in order from 0
  int finished_ = 0;            ///< of them, the first so many

  [[nodiscard]] std::filesystem::path part_path(int replication) const {
    return folder_ / fmt::format("{}.{}.part",
                                 std::filesystem::path(Rows::file).stem().string(),
                                 replication);
  }
};

}  // namespace stepdown::analysis

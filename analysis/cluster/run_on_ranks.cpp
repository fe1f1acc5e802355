#include "analysis/cluster/run_on_ranks.hpp"

#include "analysis/cluster/rank_messages.hpp"
#include "analysis/store/record_bytes.hpp"
#include "sim/contract.hpp"
#include "sim/limit.hpp"

#include <cstddef>
#include <deque>
#include <exception>
#include <memory>
#include <optional>
#include <time.h>
#include <utility>

namespace stepdown::analysis {

namespace {

namespace mpi = boost::mpi;

/// Waiting for a message keeps a processor busy, which another rank may want.
void doze() {
  constexpr timespec half_a_millisecond{0, 500'000};
  ::nanosleep(&half_a_millisecond, nullptr);
}

/// Rank 0 at work.
class Dispatcher {
 public:
  Dispatcher(const mpi::communicator& world,
             const PointsWork& work,
             const KeepOfPoints& keep,
             const PointSink& sink)
      : world_(&world), keep_(&keep), sink_(&sink), lines_(kept_lines(keep.figures)) {
    const int workers = world.size() - 1;
    for (PointTask& piece : pieces_of(work, workers))
      pieces_.push_back(std::move(piece));
    are_in_order_ = work.are_in_order;
  }

  bool run() {
    constexpr int ahead = 2;  // so that nobody waits for the next piece
    for (int rank = 1; rank < world_->size(); ++rank)
      world_->send(rank, order_tag, Order{OrderKind::Begin});
    for (int round = 0; round < ahead; ++round)
      for (int rank = 1; rank < world_->size(); ++rank)
        hand_out(rank);
    while (open_ > 0) {
      stop_if_asked();
      const auto message = world_->iprobe(mpi::any_source, report_tag);
      if (!message) {
        doze();
        continue;
      }
      RankReport report;
      world_->recv(message->source(), report_tag, report);
      take(message->source(), std::move(report));
    }
    if (failure_) throw sim::LimitReached(*failure_);
    return !is_stopped_;
  }

 private:
  void hand_out(int rank) {
    if (pieces_.empty() || is_stopped_) return;
    PointTask& piece = pieces_.front();
    world_->send(rank,
                 order_tag,
                 Order{OrderKind::Run, piece.point, std::move(piece.replications), are_in_order_});
    pieces_.pop_front();
    ++open_;
  }

  void stop_if_asked() {
    if (is_stopped_ || !keep_->stop || !keep_->stop()) return;
    stop();
  }

  void stop() {
    is_stopped_ = true;
    for (int rank = 1; rank < world_->size(); ++rank)
      world_->send(rank, stop_tag);
  }

  void take(int rank, RankReport&& report) {
    switch (report.kind) {
      case ReportKind::Replication: {
        auto record = record_from(report.text, lines_);
        sim::expects(record.has_value(), "ranks run the same program");
        const bool is_wanted = (*sink_)(report.point, report.replication, *std::move(record));
        if (are_in_order_)
          world_->send(
              rank, order_tag, Order{is_wanted ? OrderKind::GoOn : OrderKind::Enough, {}, {}});
        return;
      }
      case ReportKind::Idle:
        --open_;
        hand_out(rank);
        return;
      case ReportKind::Failed:
        if (!failure_) failure_ = std::move(report.text);
        if (!is_stopped_) stop();
        return;
    }
  }

  const mpi::communicator* world_;
  const KeepOfPoints* keep_;
  const PointSink* sink_;
  KeptLines lines_;
  std::deque<PointTask> pieces_;
  bool are_in_order_ = false;
  int open_ = 0;  ///< pieces handed out and not carried out yet
  bool is_stopped_ = false;
  std::optional<std::string> failure_;
};

/// Another rank at work.
class Worker {
 public:
  Worker(const mpi::communicator& world, RankWork&& work) : world_(&world), work_(std::move(work)) {
    work_.keep.stop = [this] {
      if (!is_stopped_ && world_->iprobe(0, stop_tag)) {
        world_->recv(0, stop_tag);
        is_stopped_ = true;
      }
      return is_stopped_;
    };
  }

  void run(const Order& order) {
    if (work_.keep.stop()) return;
    PointRunner point(order.point, work_.make(order.point), work_.keep, tables_);
    for (const int replication : order.replications) {
      if (work_.keep.stop()) return;
      const auto record = point.run(replication);
      if (!record) return;
      world_->send(
          0,
          report_tag,
          RankReport{ReportKind::Replication, order.point, replication, to_bytes(*record)});
      if (order.are_in_order && !is_more_wanted()) return;
    }
  }

  /// The next order: one that came ahead, or the next that comes.
  Order next() {
    Order order;
    if (ahead_.empty()) {
      world_->recv(0, order_tag, order);
      return order;
    }
    order = std::move(ahead_.front());
    ahead_.pop_front();
    return order;
  }

 private:
  bool is_more_wanted() {
    while (true) {  // a piece that was handed out ahead may come first
      Order answer;
      world_->recv(0, order_tag, answer);
      if (answer.kind != OrderKind::Run) return answer.kind == OrderKind::GoOn;
      ahead_.push_back(std::move(answer));
    }
  }

  const mpi::communicator* world_;
  RankWork work_;
  PointTables tables_;
  std::deque<Order> ahead_;
  bool is_stopped_ = false;
};

}  // namespace

bool run_on_ranks(const mpi::communicator& world,
                  const PointsWork& work,
                  const KeepOfPoints& keep,
                  const PointSink& sink) {
  return Dispatcher(world, work, keep, sink).run();
}

void end_ranks(const mpi::communicator& world) {
  for (int rank = 1; rank < world.size(); ++rank)
    world.send(rank, order_tag, Order{OrderKind::End});
}

void obey(const mpi::communicator& world, const std::function<RankWork()>& prepare) {
  Order order;
  world.recv(0, order_tag, order);
  std::unique_ptr<Worker> worker;
  while (order.kind != OrderKind::End) {
    try {
      if (order.kind == OrderKind::Begin)
        worker = std::make_unique<Worker>(world, prepare());
      else if (worker)
        worker->run(order);
    } catch (const std::exception& error) {
      world.send(0, report_tag, RankReport{ReportKind::Failed, order.point, 0, error.what()});
    }
    if (order.kind == OrderKind::Run) world.send(0, report_tag, RankReport{ReportKind::Idle});
    if (worker) {
      order = worker->next();
    } else {
      world.recv(0, order_tag, order);
    }
  }
}

}  // namespace stepdown::analysis

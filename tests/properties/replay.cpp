#include "tests/properties/replay.hpp"

#include <algorithm>
#include <map>

namespace stepdown::tests {
namespace {

using models::Happening;
using models::HappeningKind;
using models::index_of;
using models::Model;
using sim::Ticks;

constexpr std::size_t nowhere = ~std::size_t{0};

struct Somebody {
  std::size_t place = nowhere;  ///< state in which the person occupies a place or is
  std::size_t waits_for = nowhere;
  std::size_t comes_from = nowhere;  ///< the last state, or the level that refused a place since
  models::Refusal refusal = models::Refusal::None;
  bool is_held = false;
  Ticks since{};     ///< start of the stay
  Ticks asked_at{};  ///< last time at which the person became ready to go somewhere
  Ticks list_since{};
  Ticks held_since{};
  std::map<std::size_t, Ticks> seconds;  ///< states with a place beside the way, since when
};

class Replay {
 public:
  explicit Replay(const Model& model)
      : model_{model},
        warm_up_{sim::to_ticks(model.warm_up)},
        states_(model.states.size()),
        inside_(model.states.size(), 0),
        outside_(model.states.size(), 0) {
    for (Replayed& state : states_)
      for (std::vector<std::int64_t>& next : state.moved_to)
        next.resize(model.states.size());
  }

  void tell(const Happening& h) {
    if (h.time > now_) close_instant();
    now_ = h.time;
    if (h.person >= people_.size()) people_.resize(h.person + std::size_t{1});
    Somebody& who = people_[h.person];
    count_outside(who, -1);
    act(who, h);
    count_outside(who, 1);
  }

  void act(Somebody& who, const Happening& h) {
    Replayed& state = states_[index_of(h.state)];
    switch (h.kind) {
      case HappeningKind::Turnaround:
      case HappeningKind::MedicationBegins:
      case HappeningKind::MedicationStops:
        break;
      case HappeningKind::Bridge:
      case HappeningKind::Alongside:
        who.seconds[index_of(h.state)] = now_;
        ++inside_[index_of(h.state)];
        break;
      case HappeningKind::BridgeEnd:
        end_second(who, index_of(h.state), &Replayed::bridging);
        break;
      case HappeningKind::AlongsideEnd:
        end_second(who, index_of(h.state), &Replayed::alongside);
        break;
      case HappeningKind::Arrival:
      case HappeningKind::TreatmentEnd:
      case HappeningKind::TransferEnd:
      case HappeningKind::DischargeHour:
        who.asked_at = now_;
        break;
      case HappeningKind::WasWaiting:
        join_list(who, h);
        who.asked_at = h.since;
        break;
      case HappeningKind::Present:
        who.place = index_of(h.state);
        who.comes_from = who.place;
        who.since = h.since;
        ++inside_[who.place];
        ++state.entered;
        break;
      case HappeningKind::Hold:
        join_list(who, h);
        who.is_held = true;
        who.held_since = now_;
        break;
      case HappeningKind::HoldEnd:
        state.holds_ended += counted();
        leave(who);
        break;
      case HappeningKind::Request:
        leave(who);
        join_list(who, h);
        break;
      case HappeningKind::Swap:
        state.swaps += counted();
        break;
      case HappeningKind::GaveUp:
        state.gave_up += counted();
        leave_list(who);
        who.asked_at = now_;
        refuse(who, h, models::Refusal::GaveUp);
        break;
      case HappeningKind::TurnedAway:
        state.turned_away += counted();
        go_elsewhere(who);
        refuse(who, h, models::Refusal::TurnedAway);
        break;
      case HappeningKind::Diverted:
        state.diverted += counted();
        go_elsewhere(who);
        refuse(who, h, models::Refusal::Diverted);
        break;
      case HappeningKind::Balked:
        state.balked += counted();
        go_elsewhere(who);
        refuse(who, h, models::Refusal::Balked);
        break;
      case HappeningKind::Redirected:  // holds no place, or keeps it and perhaps holds it then
        state.redirected += counted();
        refuse(who, h, models::Refusal::Redirected);
        break;
      case HappeningKind::Overtaken:
        ++state.overtaken;
        who.refusal = models::Refusal::None;
        who.comes_from = who.place;
        leave_list(who);
        end_hold(who);
        who.asked_at = now_;
        break;
      case HappeningKind::LeftList:
        state.left_list += counted();
        leave_list(who);
        who.asked_at = now_;
        refuse(who, h, models::Refusal::LeftList);
        break;
      case HappeningKind::Admission:
        leave_list(who);
        leave(who);
        come(who, h);
        enter(who, h);
        break;
      case HappeningKind::Outcome:
        leave(who);
        come(who, h);
        ++state.entered;
        break;
    }
  }

  [[nodiscard]] std::vector<Replayed> finish() {
    close_instant();
    now_ = sim::to_ticks(model_.horizon);
    for (Somebody& who : people_) {
      while (!who.seconds.empty())
        end_second(who,
                   who.seconds.begin()->first,
                   who.place == nowhere ? &Replayed::bridging : &Replayed::alongside);
      if (who.place != nowhere) {
        ++states_[who.place].open_stays;
        states_[who.place].census += clipped(who.since);
        if (who.is_held) states_[who.place].held += clipped(who.held_since);
      }
      if (who.waits_for != nowhere) {
        ++states_[who.waits_for].open_waits;
        states_[who.waits_for].listed += clipped(who.list_since);
      }
    }
    return states_;
  }

 private:
  [[nodiscard]] std::int64_t counted() const { return now_ >= warm_up_ ? 1 : 0; }
  [[nodiscard]] Ticks clipped(Ticks since) const {
    return std::max(Ticks::zero(), now_ - std::max(since, warm_up_));
  }

  void end_second(Somebody& who, std::size_t state, sim::TimeSum Replayed::*kind) {
    states_[state].*kind += clipped(who.seconds.at(state));
    states_[state].census += clipped(who.seconds.at(state));
    --inside_[state];
    who.seconds.erase(state);
  }

  void join_list(Somebody& who, const Happening& h) {
    if (who.waits_for != nowhere) return;  // from holding to waiting outside
    who.waits_for = index_of(h.state);
    who.list_since = now_;
  }

  void leave_list(Somebody& who) {
    if (who.waits_for == nowhere) return;
    states_[who.waits_for].listed += clipped(who.list_since);
    who.waits_for = nowhere;
  }

  /// The list is full: for a new request, or for somebody on it whose hold has just ended.
  void go_elsewhere(Somebody& who) {
    leave_list(who);
    leave(who);
    who.asked_at = now_;
  }

  static void refuse(Somebody& who, const Happening& h, models::Refusal how) {
    who.refusal = how;
    who.comes_from = index_of(h.state);
  }

  /// Somebody comes to `h.state`. Who was refused a place in this instant and comes to no level is
  /// lost.
  void come(Somebody& who, const Happening& h) {
    const bool is_of_list = who.refusal == models::Refusal::GaveUp ||
                            who.refusal == models::Refusal::TurnedAway ||
                            who.refusal == models::Refusal::Balked;
    if (is_of_list && !model_.is_level(h.state)) states_[who.comes_from].lost += counted();
    if (who.comes_from != nowhere) {
      auto& moved = states_[who.comes_from].moved_to[static_cast<std::size_t>(who.refusal)];
      moved[index_of(h.state)] += counted();
    }
    who.refusal = models::Refusal::None;
    who.comes_from = index_of(h.state);
  }

  void end_hold(Somebody& who) {
    if (who.is_held) states_[who.place].held += clipped(who.held_since);
    who.is_held = false;
  }

  void leave(Somebody& who) {
    if (who.place == nowhere) return;
    Replayed& state = states_[who.place];
    state.census += clipped(who.since);
    end_hold(who);
    if (counted() != 0) {
      ++state.stays;
      state.stay_sum += now_ - who.since;
    }
    --inside_[who.place];
    who.place = nowhere;
  }

  void enter(Somebody& who, const Happening& h) {
    who.place = index_of(h.state);
    who.since = now_;
    ++inside_[who.place];
    Replayed& state = states_[who.place];
    ++state.entered;
    if (counted() != 0 && model_.is_level(h.state)) {
      ++state.admissions;
      state.wait_sum += now_ - who.asked_at;
    }
  }

  void count_outside(const Somebody& who, int people) {
    if (who.waits_for != nowhere && who.place == nowhere) outside_[who.waits_for] += people;
  }

  void close_instant() {
    for (std::size_t s = 0; s < states_.size(); ++s) {
      states_[s].most_inside = std::max(states_[s].most_inside, inside_[s]);
      states_[s].most_outside = std::max(states_[s].most_outside, outside_[s]);
    }
  }

  const Model& model_;
  Ticks warm_up_;
  Ticks now_{};
  std::vector<Replayed> states_;
  std::vector<int> inside_;
  std::vector<int> outside_;
  std::vector<Somebody> people_;
};

}  // namespace

std::vector<Replayed> replay(const Model& model, const std::vector<Happening>& log) {
  Replay account{model};
  for (const Happening& h : log)
    account.tell(h);
  return account.finish();
}

}  // namespace stepdown::tests

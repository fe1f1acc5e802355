#include "analysis/formulas/exact_chain.hpp"

#include "analysis/formulas/eigen_index.hpp"

#include <Eigen/SparseCore>
#include <Eigen/SparseLU>
#include <fmt/core.h>

#include <cmath>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace stepdown::analysis {

namespace {

/// FNV-1a.
struct StateHash {
  std::size_t operator()(const NetworkState& state) const {
    std::size_t hash = 14695981039346656037ULL;
    for (const std::uint8_t byte : state)
      hash = (hash ^ byte) * 1099511628211ULL;
    return hash;
  }
};

struct Transition {
  std::size_t from = 0;
  std::size_t to = 0;
  double rate = 0;
};

struct Chain {
  std::vector<NetworkState> states;  ///< the empty network first
  std::vector<Transition> transitions;
};

/// Nothing when there are more states than allowed.
std::optional<Chain> enumerate(const BlockingNetwork& network, std::size_t most_states) {
  Chain chain;
  std::unordered_map<NetworkState, std::size_t, StateHash> number;
  const auto number_of = [&](const NetworkState& state) {
    const auto [entry, is_new] = number.try_emplace(state, chain.states.size());
    if (is_new) chain.states.push_back(state);
    return entry->second;
  };
  number_of(network.empty());
  for (std::size_t from = 0; from < chain.states.size(); ++from) {
    if (chain.states.size() > most_states) return std::nullopt;
    const NetworkState state = chain.states[from];
    network.for_each_transition(state,
                                [&](double rate, const NetworkState& next, const NetworkEvents&) {
                                  const std::size_t to = number_of(next);
                                  if (to != from) chain.transitions.push_back({from, to, rate});
                                });
  }
  return chain;
}

/// Whether every state leads back to the first.
bool all_lead_to_first(const Chain& chain) {
  std::vector<std::vector<std::size_t>> before(chain.states.size());
  for (const Transition& t : chain.transitions)
    before[t.to].push_back(t.from);
  std::vector<bool> seen(chain.states.size());
  std::vector<std::size_t> to_visit{0};
  seen[0] = true;
  std::size_t count = 0;
  while (!to_visit.empty()) {
    const std::size_t s = to_visit.back();
    to_visit.pop_back();
    ++count;
    for (const std::size_t b : before[s]) {
      if (seen[b]) continue;
      seen[b] = true;
      to_visit.push_back(b);
    }
  }
  return count == chain.states.size();
}

/// pi Q = 0 by a direct method: the empty network gets weight 1, the others solve the balance
/// equations of all states but that one, and the sum is scaled to 1.
std::optional<std::vector<double>> solve_directly(const Chain& chain) {
  const std::size_t n = chain.states.size();
  if (n < 2) return std::nullopt;
  const Eigen::Index size = at(n - 1);
  std::vector<Eigen::Triplet<double>> entries;
  std::vector<double> out(n, 0.0);
  Eigen::VectorXd right = Eigen::VectorXd::Zero(size);
  const auto index = [](std::size_t s) { return static_cast<int>(s) - 1; };
  for (const Transition& t : chain.transitions) {
    out[t.from] += t.rate;
    if (t.to == 0) continue;
    if (t.from == 0) {
      right(index(t.to)) -= t.rate;
    } else {
      entries.emplace_back(index(t.to), index(t.from), t.rate);
    }
  }
  for (std::size_t s = 1; s < n; ++s)
    entries.emplace_back(index(s), index(s), -out[s]);
  Eigen::SparseMatrix<double> matrix(size, size);
  matrix.setFromTriplets(entries.begin(), entries.end());
  Eigen::SparseLU<Eigen::SparseMatrix<double>> lu;
  lu.compute(matrix);
  if (lu.info() != Eigen::Success) return std::nullopt;
  const Eigen::VectorXd weights = lu.solve(right);
  const double total = 1 + weights.sum();
  if (!std::isfinite(total)) return std::nullopt;
  std::vector<double> probability(n, 1 / total);
  for (std::size_t s = 1; s < n; ++s)
    probability[s] = weights(index(s)) / total;
  return probability;
}

/// pi Q = 0 by Gauss-Seidel sweeps, pi_j = sum_i pi_i q_ij / q_j, until what is left to change is
/// below 1e-12 of the whole. Fast where a direct method drowns in fill-in.
std::optional<std::vector<double>> solve_by_sweeps(const Chain& chain) {
  const std::size_t n = chain.states.size();
  const Eigen::Index size = at(n);
  std::vector<Eigen::Triplet<double>> entries;
  std::vector<double> out(n, 0.0);
  for (const Transition& t : chain.transitions) {
    out[t.from] += t.rate;
    entries.emplace_back(static_cast<int>(t.to), static_cast<int>(t.from), t.rate);
  }
  Eigen::SparseMatrix<double, Eigen::RowMajor> into(size, size);
  into.setFromTriplets(entries.begin(), entries.end());
  Eigen::VectorXd pi = Eigen::VectorXd::Constant(size, 1.0 / static_cast<double>(n));
  double before = 1;
  constexpr int most_sweeps = 20'000;
  for (int sweep = 0; sweep < most_sweeps; ++sweep) {
    double change = 0;
    for (Eigen::Index j = 0; j < size; ++j) {
      const double value = into.row(j).dot(pi) / out[static_cast<std::size_t>(j)];
      change += std::abs(value - pi(j));
      pi(j) = value;
    }
    pi /= pi.sum();
    // Changes shrink by about the same factor each time: what is to come is a geometric sum.
    const double factor = change / before;
    if (factor < 1 && change * factor / (1 - factor) < 1e-12)
      return std::vector<double>(pi.data(), pi.data() + pi.size());
    before = change;
  }
  return std::nullopt;
}

std::optional<std::vector<double>> stationary(const Chain& chain) {
  constexpr std::size_t direct = 2'000;
  const std::size_t n = chain.states.size();
  if (n == 1) return std::vector<double>{1.0};
  return n <= direct ? solve_directly(chain) : solve_by_sweeps(chain);
}

void add_census(const BlockingNetwork& network,
                const NetworkState& state,
                double p,
                ExactFigures& figures) {
  const std::vector<StationCensus> census = network.census(state);
  for (std::size_t s = 0; s < census.size(); ++s) {
    ExactStation& station = figures.stations[s];
    const int in_places = census[s].treated + census[s].held;
    station.treated += p * census[s].treated;
    station.held += p * census[s].held;
    station.census += p * in_places;
    station.list += p * census[s].list;
    if (network.is_full(state, s)) station.full += p;
    for (std::size_t j = 0; j < census.size(); ++j)
      station.held_for[j] += p * census[s].held_for[j];
    const auto n = static_cast<std::size_t>(in_places);
    if (station.census_distribution.size() <= n) station.census_distribution.resize(n + 1, 0.0);
    station.census_distribution[n] += p;
  }
}

void add_events(const NetworkEvents& events, double rate, ExactFigures& figures) {
  for (std::size_t s = 0; s < figures.stations.size(); ++s) {
    ExactStation& station = figures.stations[s];
    station.requests += rate * events.requests[s];
    station.delayed += rate * events.delayed[s];
    station.admissions += rate * events.admissions[s];
    station.turned_away += rate * events.turned_away[s];
    station.gave_up += rate * events.gave_up[s];
    station.swaps += rate * events.swaps[s];
  }
  figures.lost += rate * events.lost;
}

}  // namespace

std::optional<double> ExactStation::p_delay() const {
  if (!(requests > 0)) return std::nullopt;
  return delayed / requests;
}

std::optional<double> ExactStation::wait() const {
  if (!(requests - turned_away > 0)) return std::nullopt;
  return list / (requests - turned_away);
}

std::variant<ExactFigures, NoAnswer> solve_exactly(const BlockingNetwork& network,
                                                   std::size_t most_states) {
  const auto chain = enumerate(network, most_states);
  if (!chain)
    return NoAnswer{
        fmt::format("the pathway has more than {} states as a Markov chain; fewer "
                    "places or a list limit would bring it within reach",
                    most_states)};
  if (!all_lead_to_first(*chain)) return NoAnswer{"the network never empties again"};
  const auto probability = stationary(*chain);
  if (!probability) return NoAnswer{"the balance equations could not be solved"};
  ExactFigures figures;
  figures.states = chain->states.size();
  figures.stations.resize(network.stations().size());
  for (ExactStation& station : figures.stations)
    station.held_for.resize(figures.stations.size());
  for (std::size_t s = 0; s < chain->states.size(); ++s) {
    const double p = (*probability)[s];
    add_census(network, chain->states[s], p, figures);
    network.for_each_transition(chain->states[s],
                                [&](double rate, const NetworkState&, const NetworkEvents& events) {
                                  add_events(events, p * rate, figures);
                                });
  }
  return figures;
}

}  // namespace stepdown::analysis

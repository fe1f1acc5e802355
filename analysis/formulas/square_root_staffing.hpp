#pragma once

namespace stepdown::analysis {

/// Chance to wait in a large level with a + beta sqrt(a) places:
/// 1 / (1 + beta Phi(beta) / phi(beta)).
///
/// Source: Halfin and Whitt (1981), Heavy-traffic limits for queues with many exponential servers,
/// Operations Research 29(3), proposition 1.
/// @pre beta > 0.
[[nodiscard]] double halfin_whitt(double beta);

/// Places for an offered load so that about a share `p_wait` must wait: a + beta sqrt(a), rounded
/// up (square-root staffing). A first guess for sizing, good within a place or two from a few
/// people on.
///
/// @pre a >= 0, 0 < p_wait < 1.
/// Source: Halfin and Whitt as above, inverted; Whitt (1992), Understanding the efficiency of
/// multi-server service systems, Management Science 38(5).
[[nodiscard]] int square_root_places(double a, double p_wait);

/// The smallest number of places with a chance to wait of at most `p_wait`, by Erlang C.
/// @pre a >= 0, 0 < p_wait < 1.
[[nodiscard]] int erlang_c_places(double a, double p_wait);

}  // namespace stepdown::analysis

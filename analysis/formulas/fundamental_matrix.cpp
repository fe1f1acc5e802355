#include "analysis/formulas/fundamental_matrix.hpp"

#include "analysis/formulas/eigen_index.hpp"
#include "sim/contract.hpp"

#include <Eigen/Dense>

namespace stepdown::analysis {

namespace {

Eigen::MatrixXd to_matrix(const SquareTable& table) {
  Eigen::MatrixXd m(at(table.size), at(table.size));
  for (std::size_t i = 0; i < table.size; ++i)
    for (std::size_t j = 0; j < table.size; ++j)
      m(at(i), at(j)) = table(i, j);
  return m;
}

SquareTable to_table(const Eigen::MatrixXd& m) {
  SquareTable table{static_cast<std::size_t>(m.rows()), {}};
  table.values.resize(table.size * table.size);
  for (std::size_t i = 0; i < table.size; ++i)
    for (std::size_t j = 0; j < table.size; ++j)
      table(i, j) = m(at(i), at(j));
  return table;
}

}  // namespace

std::optional<SquareTable> fundamental_matrix(const SquareTable& q) {
  sim::expects(q.values.size() == q.size * q.size, "a square table");
  if (q.size == 1) {
    const double leaves = 1 - q(0, 0);
    if (!(leaves > 0)) return std::nullopt;
    return SquareTable{1, {1 / leaves}};
  }
  const auto identity = Eigen::MatrixXd::Identity(at(q.size), at(q.size));
  const Eigen::FullPivLU<Eigen::MatrixXd> lu(identity - to_matrix(q));
  if (!lu.isInvertible()) return std::nullopt;
  return to_table(lu.inverse());
}

}  // namespace stepdown::analysis

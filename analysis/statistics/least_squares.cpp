#include "analysis/statistics/least_squares.hpp"

#include "sim/contract.hpp"

#include <Eigen/Dense>

#include <cstddef>

namespace stepdown::analysis {

namespace {

using Decomposition = Eigen::ColPivHouseholderQR<Eigen::MatrixXd>;

Eigen::Map<const Eigen::VectorXd> vector_of(std::span<const double> values) {
  return {values.data(), static_cast<Eigen::Index>(values.size())};
}

std::optional<Decomposition> decomposed(std::span<const std::vector<double>> columns,
                                        std::span<const double> y) {
  sim::expects(!columns.empty(), "a column");
  if (y.size() < columns.size()) return std::nullopt;
  Eigen::MatrixXd x(static_cast<Eigen::Index>(y.size()), static_cast<Eigen::Index>(columns.size()));
  Eigen::Index place = 0;
  for (const std::vector<double>& column : columns) {
    sim::expects(column.size() == y.size(), "as many values in each column as in y");
    x.col(place++) = vector_of(column);
  }
  Decomposition qr(x);
  if (qr.rank() < x.cols()) return std::nullopt;
  return qr;
}

std::vector<double> to_values(const Eigen::VectorXd& vector) {
  return {vector.begin(), vector.end()};
}

}  // namespace

std::optional<std::vector<double>> least_squares(std::span<const std::vector<double>> columns,
                                                 std::span<const double> y) {
  const auto qr = decomposed(columns, y);
  if (!qr) return std::nullopt;
  return to_values(qr->solve(vector_of(y)));
}

std::optional<Fit> fit_of(std::span<const std::vector<double>> columns, std::span<const double> y) {
  const auto qr = decomposed(columns, y);
  if (!qr) return std::nullopt;
  // x = Q R, so that what is fitted is Q Q' y, and leverages are the diagonal of Q Q'.
  const Eigen::MatrixXd q = qr->householderQ() * Eigen::MatrixXd::Identity(qr->rows(), qr->cols());
  return Fit{to_values(q * (q.transpose() * vector_of(y))), to_values(q.rowwise().squaredNorm())};
}

}  // namespace stepdown::analysis

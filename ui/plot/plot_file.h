#pragma once

#include "ui/plot/curve.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace distillab::ui {

/// One column of a table of curves.
struct NamedCurve {
    QString name;
    const Curve* points = nullptr;
};

/// A number that reads back as what it was.
QByteArray csvNumber(double value);

/// Curves as CSV (RFC 4180): x in the first column, a column for each curve, a row for each x that any of them has;
/// the cell of a curve without a point there is empty. Numbers read back as what they were.
QByteArray csvOf(const QString& xTitle, const std::vector<NamedCurve>& curves);

}  // namespace distillab::ui

#pragma once

#include <QString>

class QAbstractItemModel;
class QTableView;

namespace distillab::ui {

/// A table to read: one cell at a time can be chosen, nothing edited, and Tab leads on. Titles take as many lines as
/// they need, and the height goes along.
QTableView* makeResultTable(QAbstractItemModel* model, const QString& name, const QString& accessibleName);

/// As high as its rows: the page scrolls, not the table in it.
void fitHeight(QTableView* table);

}  // namespace distillab::ui

#pragma once

#include "core/session/training_session.h"

#include <QString>

namespace distillab::ui {

/// What an error says, with a capital letter and a full stop.
QString sentenceOf(const QString& message);
/// A problem as sentences for a label: what is wrong, where, what to do.
QString problemText(const session::Problem& problem);

}  // namespace distillab::ui

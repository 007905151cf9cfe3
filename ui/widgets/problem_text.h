#pragma once

#include "core/session/training_session.h"

#include <QString>

namespace distillab::ui {

/// A problem as sentences for a label: what is wrong, where, what to do.
QString problemText(const session::Problem& problem);

}  // namespace distillab::ui

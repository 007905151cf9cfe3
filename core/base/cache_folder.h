#pragma once

#include <QString>

namespace distillab {

/// Where DistilLab keeps what later runs can use again: $DISTILLAB_CACHE, else the folder DistilLab in the user's cache
/// folder ($XDG_CACHE_HOME, ~/.cache). Not made by this.
QString cacheFolder();

}  // namespace distillab

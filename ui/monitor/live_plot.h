#pragma once

#include "ui/plot/live_plot.h"  // its place now; this header goes when nobody names it any more

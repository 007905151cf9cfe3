#pragma once

#include "ui/plot/curve.h"  // its place now; this header goes when nobody names it any more

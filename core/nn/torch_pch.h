#pragma once

// The one precompiled header of every target that uses Torch: parsing it takes 20 s and more.
#include <torch/torch.h>

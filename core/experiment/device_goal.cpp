#include "core/experiment/device_goal.h"

namespace distillab::experiment {
namespace {

DeviceLimits limitsOf(Device device) {
    switch (device) {
        case Device::Phone: return kPhoneLimits;
        case Device::Board: return kBoardLimits;
        case Device::Kiosk: return kKioskLimits;
        case Device::Browser: return kBrowserLimits;
        case Device::None: break;
    }
    return {};
}

}  // namespace

DeviceLimits GoalSpec::limits() const {
    DeviceLimits limits = limitsOf(device);
    if (sizeMb > 0) limits.sizeMb = sizeMb;
    if (latencyMs > 0) limits.latencyMs = latencyMs;
    if (memoryMb > 0) limits.memoryMb = memoryMb;
    if (slowdown > 0) limits.slowdown = slowdown;
    return limits;
}

}  // namespace distillab::experiment

#include "core/data/image_dataset.h"

namespace distillab::data {

QImage ImageDataset::toQImage(size_t index) const {
    const std::span<const std::uint8_t> source = image(index);
    const size_t plane = static_cast<size_t>(shape.height) * shape.width;
    const bool grey = shape.channels == 1;
    QImage result(shape.width, shape.height, grey ? QImage::Format_Grayscale8 : QImage::Format_RGB888);
    for (int y = 0; y < shape.height; ++y) {
        std::uint8_t* line = result.scanLine(y);
        for (int x = 0; x < shape.width; ++x) {
            for (int channel = 0; channel < shape.channels; ++channel) {
                *line++ = source[channel * plane + static_cast<size_t>(y) * shape.width + x];
            }
        }
    }
    return result;
}

std::vector<size_t> ImageDataset::classCounts() const {
    std::vector<size_t> counts(classCount());
    for (const std::int64_t label : labels) ++counts[static_cast<size_t>(label)];
    return counts;
}

std::vector<size_t> Subset::classCounts() const {
    std::vector<size_t> counts(dataset->classCount());
    for (size_t position = 0; position < labelledCount(); ++position) ++counts[static_cast<size_t>(label(position))];
    return counts;
}

}  // namespace distillab::data

// Public domain (CC0 1.0): use it in any product, nobody needs to be named.
//
// Asks the model of this bundle about a picture. It needs ONNX Runtime and nothing else:
//
//     g++ -std=c++17 -O2 classify.cpp -o classify -I RUNTIME/include -L RUNTIME/lib -lonnxruntime
//     ./classify ../.. picture.ppm
//     ./classify ../.. picture.ppm model.int8.onnx           another file of the bundle
//
// RUNTIME is where ONNX Runtime was unpacked; ../.. is the folder of the bundle. It reads the formats that need no
// library, PGM (grey) and PPM (colour), in the size that the model sees. On a device the pixels come from a camera;
// ImageMagick makes such a file of any other:
//
//     convert picture.jpg -resize @WIDTH@x@HEIGHT@ -background black -gravity center -extent @WIDTH@x@HEIGHT@ -depth 8 picture.ppm

#include <onnxruntime_cxx_api.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <limits>
#include <numeric>
#include <stdexcept>
#include <string>
#include <vector>

const std::vector<std::string> kLabels = {@LABELS@};
constexpr int kWidth = @WIDTH@;
constexpr int kHeight = @HEIGHT@;
constexpr int kChannels = @CHANNELS@;  // 1: grey, 3: red, green, blue
// Brightness, 0 to 1, loses the mean and is divided by the deviation, channel by channel.
constexpr double kMean[] = {@MEAN@};
constexpr double kDeviation[] = {@DEVIATION@};

/// The next number of a PGM's or PPM's header, in which "#" begins a comment.
int headerNumber(std::istream& file) {
    while ((file >> std::ws).peek() == '#') file.ignore(std::numeric_limits<std::streamsize>::max(), '\n');
    int number = 0;
    file >> number;
    return number;
}

/// Red, green and blue of every pixel, 0 to 255, row by row.
std::vector<std::array<int, 3>> readPicture(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::string kind;
    file >> kind;
    const int width = headerNumber(file);
    const int height = headerNumber(file);
    const int brightest = headerNumber(file);
    file.get();  // one blank before the pixels
    if (!file || (kind != "P5" && kind != "P6") || brightest != 255) {
        throw std::runtime_error(path + " is no binary PGM or PPM file with 8 bits for each channel");
    }
    if (width != kWidth || height != kHeight) throw std::runtime_error(path + " has not the model's size");
    std::vector<std::array<int, 3>> pixels(kWidth * kHeight);
    for (auto& [red, green, blue] : pixels) {
        red = file.get();
        green = kind == "P6" ? file.get() : red;
        blue = kind == "P6" ? file.get() : red;
    }
    if (!file) throw std::runtime_error(path + " is cut short");
    return pixels;
}

/// What the model reads: [channels, height, width].
std::vector<float> normalised(const std::vector<std::array<int, 3>>& pixels) {
    std::vector<float> values;
    for (int channel = 0; channel < kChannels; ++channel) {
        for (const auto& rgb : pixels) {
            const int value = kChannels == 1 ? (11 * rgb[0] + 16 * rgb[1] + 5 * rgb[2]) / 32 : rgb[channel];
            values.push_back(static_cast<float>((value / 255.0 - kMean[channel]) / kDeviation[channel]));
        }
    }
    return values;
}

/// Softmax makes probabilities of logits; taking the largest away first keeps exp() in bounds.
std::vector<float> softmax(std::vector<float> values) {
    const float largest = *std::max_element(values.begin(), values.end());
    for (float& value : values) value = std::exp(value - largest);
    const float sum = std::accumulate(values.begin(), values.end(), 0.0F);
    for (float& value : values) value /= sum;
    return values;
}

/// Probabilities of the classes, in the order of kLabels.
std::vector<float> classify(Ort::Session& session, std::vector<float> values) {
    const auto memory = Ort::MemoryInfo::CreateCpu(OrtArenaAllocator, OrtMemTypeDefault);
    const std::array<std::int64_t, 4> shape = {1, kChannels, kHeight, kWidth};  // a batch of one
    const auto input =
        Ort::Value::CreateTensor<float>(memory, values.data(), values.size(), shape.data(), shape.size());
    const char* inputNames[] = {"pixel_values"};
    const char* outputNames[] = {"logits"};
    const auto outputs = session.Run({}, inputNames, &input, 1, outputNames, 1);
    const auto* logits = outputs[0].GetTensorData<float>();
    return softmax({logits, logits + kLabels.size()});
}

int main(int count, char** words) try {
    if (count < 3) {
        std::fprintf(stderr, "usage: classify BUNDLE PICTURE [MODEL_FILE]\n");
        return 2;
    }
    const std::string model = std::string(words[1]) + "/" + (count > 3 ? words[3] : "model.onnx");
    setenv("ORT_DISABLE_TELEMETRY", "1", 0);  // or ONNX Runtime tells its maker of every model opened
    Ort::Env environment(ORT_LOGGING_LEVEL_WARNING);
    Ort::Session session(environment, model.c_str(), Ort::SessionOptions());
    const std::vector<float> probabilities = classify(session, normalised(readPicture(words[2])));

    std::vector<std::size_t> order(kLabels.size());
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(), [&](auto a, auto b) { return probabilities[a] > probabilities[b]; });
    for (const std::size_t i : order) std::printf("%.6f  %s\n", probabilities[i], kLabels[i].c_str());
} catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
}

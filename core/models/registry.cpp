#include "core/models/registry.h"

#include "core/base/error.h"
#include "core/base/spelling.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <utility>

namespace distillab::models {
namespace {

using namespace Qt::Literals::StringLiterals;
using data::ImageShape;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Registry)
};

/// What every architecture is built from: the task's shapes and how wide to be.
struct Plan {
    ImageShape input;
    int classes;
    double width;

    /// A channel count times the width multiplier, in whole channels.
    int channels(int count) const { return std::max(1, static_cast<int>(std::lround(count * width))); }
};

/// A chain of layers; the architectures below read like their papers' tables.
class Chain {
public:
    explicit Chain(ImageShape input) : m_graph(input) {}

    int at() const { return m_at; }
    void goTo(int node) { m_at = node; }
    ImageShape shape() const { return m_graph.shapeOf(m_at); }

    int append(const std::string& name, Operation operation) { return m_at = m_graph.add(name, operation, m_at); }
    int addTo(const std::string& name, int other) { return m_at = m_graph.add(name, Add{}, m_at, other); }

    int conv(const std::string& name, int out, int kernel, int stride = 1, int groups = 1) {
        return append(name, Conv2d{shape().channels, out, kernel, stride, kernel / 2, groups});
    }
    int batchNorm(const std::string& name) { return append(name, BatchNorm2d{shape().channels}); }
    int linear(const std::string& name, int out) { return append(name, Linear{shape().channels, out}); }

    /// prefix.conv, prefix.bn
    int convBn(const std::string& prefix, int out, int kernel, int stride = 1, int groups = 1) {
        conv(prefix + ".conv", out, kernel, stride, groups);
        return batchNorm(prefix + ".bn");
    }
    /// prefix.conv, prefix.bn, prefix.relu
    int convBnRelu(const std::string& prefix, int out, int kernel, int stride = 1) {
        convBn(prefix, out, kernel, stride);
        return append(prefix + ".relu", Relu{});
    }
    /// The same with the ReLU6 of the MobileNets.
    int convBnRelu6(const std::string& prefix, int out, int kernel, int stride = 1, int groups = 1) {
        convBn(prefix, out, kernel, stride, groups);
        return append(prefix + ".relu", Relu6{});
    }
    int linearRelu(const std::string& name, int out) {
        linear(name, out);
        return append(name + ".relu", Relu{});
    }

    LayerGraph take() { return std::move(m_graph); }

private:
    LayerGraph m_graph;
    int m_at = -1;
};

LayerGraph mlpSmall(const Plan& plan) {
    Chain net(plan.input);
    net.append("flatten", Flatten{});
    net.linearRelu("fc1", plan.channels(128));
    net.linearRelu("fc2", plan.channels(64));
    net.linear("fc", plan.classes);
    return net.take();
}

LayerGraph cnnTiny(const Plan& plan) {
    Chain net(plan.input);
    net.convBnRelu("stage1", plan.channels(8), 3, 2);
    net.convBnRelu("stage2", plan.channels(16), 3);
    net.append("stage2.pool", MaxPool2d{});
    net.convBnRelu("stage3", plan.channels(32), 3, 2);
    net.append("flatten", Flatten{});
    net.linear("fc", plan.classes);
    return net.take();
}

LayerGraph cnnSmall(const Plan& plan) {
    Chain net(plan.input);
    for (const int stage : {1, 2, 3}) {
        const std::string name = "stage" + std::to_string(stage);
        net.convBnRelu(name, plan.channels(16 << stage), 3);
        net.append(name + ".pool", MaxPool2d{});
    }
    net.append("flatten", Flatten{});
    net.linearRelu("fc1", plan.channels(256));
    net.append("dropout", Dropout{0.3});
    net.linear("fc", plan.classes);
    return net.take();
}

/// Two 3x3 convolutions beside a shortcut; the shortcut is a 1x1 convolution where the shape changes.
void residualBlock(Chain& net, const std::string& name, int out, int stride) {
    const int input = net.at();
    const ImageShape before = net.shape();
    net.conv(name + ".conv1", out, 3, stride);
    net.batchNorm(name + ".bn1");
    net.append(name + ".relu1", Relu{});
    net.conv(name + ".conv2", out, 3);
    const int residual = net.batchNorm(name + ".bn2");
    int shortcut = input;
    if (before != net.shape()) {
        net.goTo(input);
        shortcut = net.convBn(name + ".shortcut", out, 1, stride);
        net.goTo(residual);
    }
    net.addTo(name + ".add", shortcut);
    net.append(name + ".relu2", Relu{});
}

/// He et al., "Deep Residual Learning for Image Recognition" (2015), section 4.2: 6n + 2 layers, with projection
/// shortcuts (option B).
LayerGraph resnet(const Plan& plan, int blocksPerStage) {
    Chain net(plan.input);
    net.convBnRelu("stem", plan.channels(16), 3);
    for (int stage = 1; stage <= 3; ++stage) {
        for (int block = 0; block < blocksPerStage; ++block) {
            const std::string name = "stage" + std::to_string(stage) + ".block" + std::to_string(block);
            residualBlock(net, name, plan.channels(8 << stage), stage > 1 && block == 0 ? 2 : 1);
        }
    }
    net.append("pool", GlobalAveragePool{});
    net.linear("fc", plan.classes);
    return net.take();
}

/// The nearest multiple of 8, at least 8, never more than a tenth below `channels`.
int makeDivisible(double channels) {
    const int rounded = std::max(8, static_cast<int>(channels + 4) / 8 * 8);
    return rounded < 0.9 * channels ? rounded + 8 : rounded;
}

/// Widens, filters each channel by itself, narrows without an activation.
void invertedResidual(Chain& net, const std::string& name, int expansion, int out, int stride) {
    const int input = net.at();
    const ImageShape before = net.shape();
    const int hidden = before.channels * expansion;
    if (expansion != 1) net.convBnRelu6(name + ".expand", hidden, 1);
    net.convBnRelu6(name + ".depthwise", hidden, 3, stride, hidden);
    net.convBn(name + ".project", out, 1);
    if (before == net.shape()) net.addTo(name + ".add", input);
}

/// Sandler et al., "MobileNetV2: Inverted Residuals and Linear Bottlenecks" (2018), table 2.
LayerGraph mobilenetV2(const Plan& plan) {
    struct Stage {
        int expansion, channels, blocks, stride;
    };
    static constexpr Stage kStages[] = {{1, 16, 1, 1}, {6, 24, 2, 2},  {6, 32, 3, 2}, {6, 64, 4, 2},
                                        {6, 96, 3, 1}, {6, 160, 3, 2}, {6, 320, 1, 1}};
    // The paper's 224 pixels shrink 32-fold. Small images keep their size through the stem and the first stage that
    // would halve them, as is usual for CIFAR.
    constexpr int kSmallImage = 64;
    constexpr int kStagesInFullSize = 2;
    const bool small = std::min(plan.input.height, plan.input.width) < kSmallImage;

    Chain net(plan.input);
    net.convBnRelu6("stem", makeDivisible(32 * plan.width), 3, small ? 1 : 2);
    int number = 0;
    for (const Stage& stage : kStages) {
        const std::string prefix = "stage" + std::to_string(++number) + ".block";
        const int firstStride = small && number <= kStagesInFullSize ? 1 : stage.stride;
        for (int block = 0; block < stage.blocks; ++block) {
            invertedResidual(net, prefix + std::to_string(block), stage.expansion,
                             makeDivisible(stage.channels * plan.width), block == 0 ? firstStride : 1);
        }
    }
    net.convBnRelu6("head", makeDivisible(1280 * std::max(1.0, plan.width)), 1);
    net.append("pool", GlobalAveragePool{});
    net.append("dropout", Dropout{0.2});
    net.linear("fc", plan.classes);
    return net.take();
}

struct Architecture {
    ModelInfo info;
    LayerGraph (*build)(const Plan&);
};

std::vector<Architecture> architectures() {
    return {
        {{u"cnn-tiny"_s,
          Text::tr("Three small convolutions: about ten thousand parameters, runs anywhere, a good student.")},
         cnnTiny},
        {{u"resnet-8"_s, Text::tr("The smallest residual network: three blocks with shortcuts.")},
         [](const Plan& plan) { return resnet(plan, 1); }},
        {{u"mlp-small"_s, Text::tr("Three fully connected layers: the simplest network, sees pixels but no shapes.")},
         mlpSmall},
        {{u"resnet-20"_s, Text::tr("A classic residual network of 20 layers: accurate, takes longer to train.")},
         [](const Plan& plan) { return resnet(plan, 3); }},
        {{u"cnn-small"_s,
          Text::tr("Three wide convolutions and a large layer on top: quick to train, a good teacher.")},
         cnnSmall},
        {{u"mobilenet-v2"_s, Text::tr("A deep network designed for phones: the strongest here and the slowest.")},
         mobilenetV2},
    };
}

void checkPlan(const Plan& plan) {
    constexpr double kWidest = 8;
    constexpr size_t kMostValues = size_t{1} << 24;  // keeps every layer's size within an int
    const ImageShape in = plan.input;
    if (in.channels < 1 || in.height < 1 || in.width < 1 || in.size() > kMostValues) {
        throw RequestError(Text::tr("no model takes images of %1 channels and %2 x %3 pixels")
                               .arg(in.channels)
                               .arg(in.width)
                               .arg(in.height));
    }
    if (plan.classes < 1) throw RequestError(Text::tr("a model needs at least one class to choose from"));
    if (!(plan.width > 0 && plan.width <= kWidest)) {
        throw RequestError(Text::tr("the width multiplier is %1").arg(plan.width), {},
                           Text::tr("Give a number above 0 and up to %1.").arg(kWidest));
    }
}

}  // namespace

std::vector<ModelInfo> listModels() {
    std::vector<ModelInfo> list;
    for (const Architecture& architecture : architectures()) list.push_back(architecture.info);
    return list;
}

LayerGraph buildModel(const QString& name, ImageShape input, int classes, double width) {
    const Plan plan{input, classes, width};
    QStringList names;
    for (const Architecture& architecture : architectures()) {
        names << architecture.info.name;
        if (architecture.info.name != name) continue;
        checkPlan(plan);
        return architecture.build(plan);
    }
    const QString nearest = nearestWord(name, names);
    const QString known = Text::tr("The models are: %1.").arg(names.join(u", "_s));
    throw RequestError(Text::tr("there is no model called \"%1\"").arg(name), {},
                       nearest.isEmpty() ? known : Text::tr("Did you mean \"%1\"? %2").arg(nearest, known));
}

}  // namespace distillab::models

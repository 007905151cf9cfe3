#include "core/experiment/loss_spec.h"

#include "core/base/error.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace distillab::experiment {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Losses)
};

void checkLayer(int layer, int layers, const QString& owner) {
    if (layer >= 0 && layer < layers) return;
    throw RequestError(Text::tr("%1 has no layer %2 to compare").arg(owner).arg(layer), u"distill.losses"_s,
                       Text::tr("It has %1, the first being 0.").arg(layers));
}

}  // namespace

LossGroup groupOf(Loss loss) {
    switch (loss) {
        case Loss::SoftTargets:
        case Loss::LogitMse:
        case Loss::Decoupled: return LossGroup::Answers;
        case Loss::HardLabels: return LossGroup::Labels;
        default: return LossGroup::Insides;
    }
}

bool comparesLayers(Loss loss) { return loss == Loss::HiddenStates || loss == Loss::AttentionMaps; }

std::vector<LossInfo> listLosses() {
    return {
        {Loss::SoftTargets, u"soft-targets"_s, Text::tr("Soft targets"),
         u"T² · KL(softmax(teacher / T) ‖ softmax(student / T))"_s,
         Text::tr("How far the student's answers are from the teacher's, both softened by the temperature T. Hinton, "
                  "Vinyals, Dean (2015).")},
        {Loss::HardLabels, u"hard-labels"_s, Text::tr("Hard labels"), u"CE(student, label)"_s,
         Text::tr("How far the student's answers are from the labels: cross-entropy, with label smoothing if wished.")},
        {Loss::LogitMse, u"logit-mse"_s, Text::tr("Logits"), u"mean (student − teacher)²"_s,
         Text::tr("The numbers before the softmax, compared as they are. Ba and Caruana (2014).")},
        {Loss::Decoupled, u"dkd"_s, Text::tr("Decoupled answers"), u"T² · (alpha · TCKD + beta · NCKD)"_s,
         Text::tr("How sure the teacher is of the right class, and how it tells the others apart, weighed each by "
                  "itself. Zhao et al. (2022).")},
        {Loss::HiddenStates, u"hidden-states"_s, Text::tr("Hidden states"), u"mean (W · student − teacher)²"_s,
         Text::tr("What the layers in between say, through a learned projection where widths differ. Romero et al. "
                  "(2015), Sun et al. (2019), Sanh et al. (2019), Jiao et al. (2020).")},
        {Loss::AttentionMaps, u"attention-maps"_s, Text::tr("Attention maps"), u"mean (A student − A teacher)²"_s,
         Text::tr("Where the network looks: which words at which, or where in a picture. Jiao et al. (2020), "
                  "Zagoruyko and Komodakis (2017).")},
        {Loss::RelationalDistance, u"rkd-distance"_s, Text::tr("Distances between items"),
         u"Huber(‖sᵢ − sⱼ‖ / mean, ‖tᵢ − tⱼ‖ / mean)"_s,
         Text::tr("Which items of a batch lie close to each other. Park et al. (2019).")},
        {Loss::RelationalAngle, u"rkd-angle"_s, Text::tr("Angles between items"), u"Huber(cos ∠sᵢsⱼsₖ, cos ∠tᵢtⱼtₖ)"_s,
         Text::tr("The angles that three items of a batch make. Park et al. (2019).")},
        {Loss::Similarity, u"similarity"_s, Text::tr("Similarities"), u"‖norm(S·Sᵀ) − norm(T·Tᵀ)‖² / n²"_s,
         Text::tr("Which items of a batch are alike. Tung and Mori (2019).")}};
}

QString nameOf(Loss loss) {
    for (const LossInfo& info : listLosses()) {
        if (info.loss == loss) return info.name;
    }
    return {};
}

QString titleOfPart(const QString& name) {
    for (const LossInfo& info : listLosses()) {
        if (info.name == name) return info.title;
        if (name.startsWith(info.name + u'-')) return info.title + u' ' + name.mid(info.name.size() + 1);
    }
    return name;
}

QStringList partNames(const std::vector<LossSpec>& losses) {
    QStringList names;
    for (const LossSpec& spec : losses) {
        const QString name = nameOf(spec.loss);
        const auto earlier = std::count_if(losses.data(), losses.data() + names.size(),
                                           [&](const LossSpec& other) { return other.loss == spec.loss; });
        names << (earlier == 0 ? name : name + u"-%1"_s.arg(earlier + 1));
    }
    return names;
}

std::optional<LayerPairs> parseLayerPairs(const QString& text) {
    LayerPairs pairs;
    for (const QString& part : text.split(u',')) {
        const QStringList sides = part.split(u':');
        if (sides.size() != 2) return std::nullopt;
        bool isStudent = false;
        bool isTeacher = false;
        pairs.emplace_back(sides[0].trimmed().toInt(&isStudent), sides[1].trimmed().toInt(&isTeacher));
        if (!isStudent || !isTeacher || pairs.back().first < 0 || pairs.back().second < 0) return std::nullopt;
    }
    return pairs;
}

LayerPairs layerPairs(const QString& layers, int studentLayers, int teacherLayers) {
    if (studentLayers == 0 || teacherLayers == 0) {
        throw RequestError(Text::tr("%1 has no layers to compare")
                               .arg(studentLayers == 0 ? Text::tr("the student") : Text::tr("the teacher")),
                           u"distill.losses"_s,
                           Text::tr("Remove the losses that compare layers, or choose another model."));
    }
    if (layers == kLastLayer) return {{studentLayers - 1, teacherLayers - 1}};
    if (layers == kMiddleLayer) return {{studentLayers / 2, teacherLayers / 2}};
    if (layers == kUniformLayers) {
        LayerPairs pairs;
        const double step = studentLayers > 1 ? static_cast<double>(teacherLayers - 1) / (studentLayers - 1) : 0;
        for (int i = 0; i < studentLayers; ++i) {
            const bool isOnly = studentLayers == 1;
            pairs.emplace_back(i, isOnly ? teacherLayers - 1 : static_cast<int>(std::lround(i * step)));
        }
        return pairs;
    }
    const LayerPairs pairs = parseLayerPairs(layers).value_or(LayerPairs());
    for (const auto& [student, teacher] : pairs) {
        checkLayer(student, studentLayers, Text::tr("the student"));
        checkLayer(teacher, teacherLayers, Text::tr("the teacher"));
    }
    return pairs;
}

}  // namespace distillab::experiment

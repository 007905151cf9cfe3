#pragma once

#include "core/data/image_dataset.h"
#include "core/experiment/experiment.h"
#include "core/models/transformer_config.h"

#include <QAbstractTableModel>

#include <optional>
#include <vector>

namespace distillab::ui {

/// How large a network is and how much it computes.
struct ModelSize {
    qint64 parameters = 0;
    qint64 bytes = 0;         ///< of its weights file, 32-bit floats
    qint64 multiplyAdds = 0;  ///< for one picture or text
};

/// What the networks are to work on: pictures, or texts.
struct ModelInput {
    data::ImageShape shape;  ///< of pictures
    int classes = 10;
    int vocabulary = 0;  ///< of texts: how many different tokens there are; 0 for pictures
    int tokens = 0;      ///< of texts: how long one is at most

    bool isText() const { return vocabulary > 0; }
    bool operator==(const ModelInput&) const = default;
};

/// A network by name and width.
struct ModelChoice {
    QString model;
    double width = 1.0;
};

/// @throws RequestError for an unknown model or pictures too small for it
ModelSize sizeOf(const ModelChoice& choice, const ModelInput& input);
/// The same, nothing where sizeOf throws.
std::optional<ModelSize> trySizeOf(const ModelChoice& choice, const ModelInput& input);
/// Of a text model, for a text of that many tokens.
ModelSize sizeOf(const models::TransformerConfig& config, int tokens);

/// "35× smaller": parameters of the student beside the teacher's.
QString sizeComparison(const ModelSize& teacher, const ModelSize& student);
/// "24× less": what it computes for one picture or text.
QString workComparison(const ModelSize& teacher, const ModelSize& student);

/// The network that teaches: the one to be trained, or the one that taught in the earlier run.
/// Unknown for model folders and unreadable runs.
std::optional<ModelChoice> teacherModel(const experiment::TeacherSpec& teacher);
/// A given text model by a short name: that of its folder, or its id on the hub.
std::optional<ModelChoice> textTeacherName(const experiment::TeacherSpec& teacher);

/// Every model for pictures, or for texts, as a possible student, with its size and work beside the teacher's.
class StudentTable : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, Summary, Parameters, Size, MultiplyAdds, SizeBeside, WorkBeside, ColumnCount };

    explicit StudentTable(QObject* parent = nullptr);

    /// @param width    of every student
    /// @param teacher  nothing while it is unknown: the comparing columns then hold a dash
    void compare(const ModelInput& input, double width, const std::optional<ModelSize>& teacher);

    int rowOf(const QString& model) const;  ///< −1 for an unknown one
    QString modelAt(int row) const;
    /// Nothing for a model that cannot take such small pictures.
    std::optional<ModelSize> sizeAt(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    struct Row {
        QString model;
        QString summary;
        std::optional<ModelSize> size;
        QString problem;  ///< why there is no size
    };
    QString text(const Row& row, int column) const;
    void list(bool textModels);

    std::vector<Row> m_rows;
    bool m_textModels = false;
    std::optional<ModelSize> m_teacher;
};

}  // namespace distillab::ui

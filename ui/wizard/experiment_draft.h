#pragma once

#include "core/experiment/experiment.h"
#include "core/session/data_preview.h"
#include "ui/wizard/model_sizes.h"

#include <QHash>
#include <QObject>

#include <functional>
#include <map>
#include <optional>

namespace distillab::ui {

enum class Step { Task, Data, Teacher, Student, Softening, Review };
inline constexpr int kStepCount = 6;

/// Steps of the optimizer that a run will take, about: the last batch of an epoch may be a part of one.
struct TrainingPlan {
    qint64 teacherSteps = 0;
    qint64 assistantSteps = 0;
    qint64 studentSteps = 0;
    qint64 baselineSteps = 0;
    qint64 total() const { return teacherSteps + assistantSteps + studentSteps + baselineSteps; }
};

/// The experiment that the wizard is filling in, and all that is known about it: what is wrong, what is still
/// being read, how the models compare. Knows no widget; the pages show it and change it through edit().
class ExperimentDraft : public QObject {
    Q_OBJECT
public:
    explicit ExperimentDraft(QObject* parent = nullptr);

    /// Begins anew with the settings of `basedOn`.
    void begin(const experiment::Experiment& basedOn);
    /// Goes on where another draft is, and reads the data anew.
    void takeOver(const ExperimentDraft& other);
    const experiment::Experiment& experiment() const { return m_experiment; }
    void edit(const std::function<void(experiment::Experiment&)>& change);

    /// Takes over what a named recipe says; an empty name only lets go of the name.
    void useRecipe(const QString& preset);
    /// Changes the recipe; it goes by a preset's name as long as it says what that one says.
    void editRecipe(const std::function<void(experiment::Recipe&)>& change);

    bool isText() const { return m_experiment.learnsFromText(); }
    /// Turns to pictures or texts: with the sample's settings, or those that were there before.
    void setTask(const QString& task);
    /// Begins anew with the settings of the task's sample.
    void reset();

    /// Turns to another kind of teacher; each kind remembers the path that it was given.
    void setTeacherSource(experiment::TeacherSource source);
    /// The teacher is a file or a server: what goes on inside it stays unknown.
    bool teacherOnlyAnswers() const;

    /// Whether a folder is that of a run or a model, as far as that shows from outside.
    static bool holdsTeacher(const QString& path);
    /// A network of a size between the last one of the chain and the student.
    experiment::AssistantSpec suggestedAssistant() const;

    /// The sample's data, or a path of the user's own.
    bool usesSampleData() const;
    void setUsesSampleData(bool sample);

    /// Where the run will be written; follows the name until one is chosen.
    QString runFolder() const;
    void setRunFolder(const QString& folder);
    /// While another run is under way none can be started.
    void setSessionBusy(bool busy);

    // Answers to dataChanged and teacherChanged.
    void setPreview(const session::DataPreview& preview);
    void setPreviewProblem(const QString& sentence);
    void setTeacherPreview(const session::DataPreview& preview);
    void setTeacherProblem(const QString& sentence);

    /// The data as last read; may be older than the latest edit while isWaiting(Step::Data).
    const std::optional<session::DataPreview>& preview() const { return m_data.preview; }
    /// Texts: what stands in the file. Null while nothing is known, and for pictures.
    std::shared_ptr<const data::TablePreview> table() const;
    /// Texts: what the teacher's files tell. Null while they are not read, and for pictures.
    const session::TextTeacher* textTeacher() const;
    const tokenizers::Tokenizer* tokenizer() const;
    /// The teacher answers before the run, without a training of its own.
    bool teacherIsReady() const;
    /// Pictures or texts with logits: the chosen teacher's if it exists already, else the stand-in's. Null when there
    /// are none.
    const session::DataPreview* examples() const;
    /// Files can be read: worth asking a PreviewLoader. The teacher is worth asking once the data is known.
    bool dataIsReadable() const { return dataProblem().isEmpty(); }
    bool teacherIsReadable() const;

    /// What must be put right before the step is complete, as one sentence; empty when nothing.
    QString problem(Step step) const;
    /// The part of the teacher page's problem that concerns the first teacher.
    QString firstTeacherProblem() const;
    /// What the user may want to reconsider; does not block.
    QString warning(Step step) const;
    /// Something that the step needs is being read.
    bool isWaiting(Step step) const;
    bool isComplete(Step step) const { return problem(step).isEmpty() && !isWaiting(step); }
    /// The first step that is not complete, at most Review.
    Step firstIncomplete() const;

    std::optional<ModelInput> modelInput() const;
    /// Name of the teacher's architecture where it is known.
    std::optional<ModelChoice> teacher() const { return m_teacherModel; }
    std::optional<ModelSize> teacherSize() const;
    std::optional<ModelSize> studentSize() const;
    /// Of a text student, as it will be built; nothing while that is not known.
    std::optional<models::TransformerConfig> studentConfig() const;
    TrainingPlan plan() const;

signals:
    void changed();
    void dataChanged();     ///< the data wants to be read again
    void teacherChanged();  ///< the earlier run's teacher wants to be asked again

private:
    /// Something read in the background: pending until it or a problem arrives.
    struct Lookup {
        std::optional<session::DataPreview> preview;
        QString problem;
        bool pending = true;

        void ask();
        void answer(const session::DataPreview& found);
        void refuse(const QString& sentence);
    };

    void forgetTeacher();
    void readStudentFolder();
    QString dataProblem() const;
    QString pathProblem(const QString& path) const;
    QString tableProblem() const;
    QString teacherProblem() const;
    QString givenTeacherProblem() const;
    QString endpointProblem() const;
    QString furtherTeachersProblem() const;
    QString assistantsProblem() const;
    QString assistantsWarning() const;
    std::optional<ModelSize> assistantSize(const experiment::AssistantSpec& assistant) const;
    QString studentProblem() const;
    QString textStudentProblem() const;
    QString reviewProblem() const;
    QString studentWarning() const;
    QString refusal(Step step) const;

    experiment::Experiment m_experiment;
    experiment::Experiment m_sample;                    ///< of the task
    QHash<QString, experiment::Experiment> m_setAside;  ///< of the other tasks, by task
    QHash<QString, experiment::DataSpec> m_ownData;     ///< by task: what was entered last, kept beside the sample's
    QString m_studentFolder;                            ///< whose config was read last
    std::optional<models::TransformerConfig> m_studentFolderConfig;
    std::map<experiment::TeacherSource, QString> m_teacherPaths;
    QString m_chosenRunFolder;
    QString m_suggestedRunFolder;
    bool m_sessionBusy = false;
    Lookup m_data;
    Lookup m_teacher;
    std::optional<ModelChoice> m_teacherModel;
};

}  // namespace distillab::ui

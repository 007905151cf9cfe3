#pragma once

#include "core/base/content_hash.h"
#include "core/engine/run_model.h"
#include "core/experiment/experiment.h"
#include "core/memory/memory_estimate.h"
#include "core/report/run_events.h"

#include <QImage>

#include <functional>
#include <memory>

namespace distillab::engine {

enum class Role { Teacher, Student };
/// A student who grows up alone is the baseline: nothing in it comes from the teacher.
enum class Upbringing { Taught, Alone };
enum class Split { Train, Validation, Test };

/// What a teacher said that is asked over the network instead of run: log-probabilities, [items, classes].
struct AskedAnswers {
    torch::Tensor train;       ///< of all items that are left in the split
    torch::Tensor validation;  ///< likewise
    torch::Tensor test;        ///< of `testItems` alone: every question has its price
    torch::Tensor testItems;   ///< positions in the test split, i64
};

/// What is to be learnt: the data of an experiment and the models that can read it. All that differs between images
/// and text is behind this; a run is the same for both.
class Task {
public:
    virtual ~Task() = default;

    /// All that was read: every item of every split, with its label. Before makeTeacher(), which may add to them.
    virtual void addDataTo(ContentHash& hash) const = 0;

    /// One sentence on what was read.
    virtual QString description() const = 0;
    virtual QStringList classNames() const = 0;
    virtual size_t count(Split split) const = 0;

    /// The first this many training items have labels; those of the others are hidden, or there are none.
    virtual size_t labelledCount() const = 0;
    /// The last this many training items are changed copies of others: they have no labels, but soft targets.
    virtual size_t copyCount() const { return 0; }
    /// What the label of a training item is, hidden or not; −1 where there is none.
    virtual std::int64_t trueLabel(size_t position) const = 0;
    /// An item for a table: its text, or both of its texts; nothing for an image.
    virtual QStringList textsOf(Split /*split*/, size_t /*position*/) const { return {}; }

    /// The picture of a test item, for a report; null for texts.
    virtual QImage pictureOf(size_t /*position*/) const { return {}; }

    /// The teacher to begin with: fresh from the seed, or as it was given. Once, and before all that follows.
    /// @param listener  told of a download's progress
    /// @throws RequestError when a given teacher is missing or does not fit the data
    virtual std::unique_ptr<RunModel> makeTeacher(std::uint64_t seed, report::RunListener& listener,
                                                  RunControl& control) = 0;
    /// One of the teachers beside the first. @throws RequestError when it is missing or does not fit the data
    virtual std::unique_ptr<RunModel> openFurtherTeacher(const QString& path) = 0;
    /// The student to begin with, where that is a folder of the user's; otherwise null.
    /// @param seed  of a head for these labels, where it has none
    virtual std::unique_ptr<RunModel> openGivenStudent(std::uint64_t /*seed*/) const { return nullptr; }
    /// False when the given teacher answers the question as it is.
    virtual bool trainsTeacher() const = 0;
    virtual const experiment::TrainingSpec& teacherTraining() const = 0;

    /// True for a teacher that is asked over the network: its answers come from askTeacher(), not from its model.
    virtual bool asksTeacher() const { return false; }
    /// Asks it. Training and validation items that it does not answer leave their splits, and are listed with test
    /// items of the kind in `listFile`.
    /// @param asBefore  the list of an earlier process counts: these are not asked again, so that a resumed run learns
    ///                  from the same items
    /// @param share     told how much is done, 0…1
    /// @throws WorkError, with the list written, when it cannot be reached, a limit is reached, or too few items are
    /// answered
    virtual AskedAnswers askTeacher(RunModel& /*teacher*/, const QString& /*listFile*/, bool /*asBefore*/,
                                    report::RunListener& /*listener*/, RunControl& /*control*/,
                                    const std::function<void(double)>& /*share*/) {
        return {};
    }

    /// The student to begin with. @param teacher  trained; some students who are taught begin with a part of it
    virtual std::unique_ptr<RunModel> makeStudent(std::uint64_t seed, RunModel& teacher, Upbringing upbringing) = 0;
    /// A model that a run of this task saved.
    virtual std::unique_ptr<RunModel> open(Role role, const QString& folder) = 0;

    /// A split's items as this model reads them; the model and the task must outlive it.
    virtual std::unique_ptr<nn::ItemSource> items(RunModel& model, Split split) = 0;

    /// Multiply-adds for one item, for the estimate of the time left. After makeTeacher().
    virtual double teacherCost() const = 0;
    /// @param teacher  the first one, as makeTeacher() made it; of it a learner's shape may come
    virtual double learnerCost(const experiment::StudentSpec& learner, const RunModel& teacher) const = 0;

    /// Bytes of memory that what was read takes.
    virtual std::int64_t dataBytes() const = 0;
    /// What a model, or a learner beside this teacher, takes of memory.
    virtual memory::NetworkNeed needOf(RunModel& model) const = 0;
    virtual memory::NetworkNeed learnerNeed(const experiment::StudentSpec& learner, RunModel& teacher) const = 0;
    /// The largest batch of so many items, as this teacher and its learners read them.
    virtual memory::Batch mostAtOnce(size_t items, const RunModel& teacher) const = 0;
    virtual memory::Batch answeredAtOnce(const RunModel& teacher) const = 0;
};

/// Reads the data of an experiment. @throws RequestError when it is missing or damaged
std::unique_ptr<Task> openTask(const experiment::Experiment& experiment, torch::Device device);

/// A model folder of any kind. @throws RequestError when there is none
std::unique_ptr<RunModel> openModel(const QString& folder, torch::Device device);

}  // namespace distillab::engine

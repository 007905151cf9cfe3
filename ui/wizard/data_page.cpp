#include "ui/wizard/data_page.h"

#include "core/report/wording.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/two_columns.h"
#include "ui/wizard/class_overview.h"
#include "ui/wizard/fields.h"

#include <QCheckBox>
#include <QDragEnterEvent>
#include <QDoubleSpinBox>
#include <QFileInfo>
#include <QGridLayout>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>

#include <limits>

namespace distillab::ui {

using namespace Qt::Literals::StringLiterals;
using report::countText;

DataPage::DataPage(ExperimentDraft& draft)
    : WizardPage(Step::Data, draft, tr("Data"),
                 tr("The pictures that teacher and student learn from. A part of them, the validation pictures, is "
                    "held back to notice when learning stops helping; the test pictures are only used to give the "
                    "final marks.")) {
    setAcceptDrops(true);
    auto* left = new QWidget;
    auto* column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGap);
    column->addWidget(makeSourceCard());
    column->addWidget(makeSettingsCard());
    column->addStretch();
    body()->addWidget(new TwoColumns(left, makePreviewCard(), 2, 3));
    body()->addStretch(1);
}

QWidget* DataPage::makeSourceCard() {
    auto* card = new Card(tr("Where from"));
    m_sample = new QRadioButton(tr("Fashion-&MNIST: small pictures of clothes"));
    m_sample->setObjectName(u"wizard.data.sample"_s);
    m_own = new QRadioButton(tr("Your &own pictures"));
    m_own->setObjectName(u"wizard.data.own"_s);
    m_folder = new QLineEdit;
    m_folder->setObjectName(u"wizard.data.folder"_s);
    m_folder->setAccessibleName(tr("Folder with your pictures"));
    m_browse = new QPushButton(tr("Bro&wse…"));
    m_browse->setObjectName(u"wizard.data.browse"_s);
    m_browse->setAutoDefault(true);
    auto* row = new QHBoxLayout;
    row->addWidget(m_folder, 1);
    row->addWidget(m_browse);
    card->content()->addWidget(m_sample, 0, Qt::AlignLeft);
    card->content()->addWidget(m_own, 0, Qt::AlignLeft);
    card->content()->addLayout(row);
    card->content()->addWidget(
        makeLabel(tr("A folder with one subfolder per class full of PNG or JPEG pictures, or with the four files of "
                     "an MNIST-like set. You can drop it here."),
                  TextRole::Muted));
    connect(m_sample, &QRadioButton::toggled, this, [this](bool on) { draft().setUsesSampleData(on); });
    connect(m_folder, &QLineEdit::textEdited, this, &DataPage::useFolder);
    connect(m_browse, &QPushButton::clicked, this, &DataPage::browse);
    return card;
}

QWidget* DataPage::makeSettingsCard() {
    auto* card = new Card(tr("How much of it"));
    m_limit = makeWholeField(u"wizard.data.limit"_s, 0, 2'000'000'000, 1000);
    m_limit->setSpecialValueText(tr("all"));
    m_limit->setToolTip(tr("How many pictures to use, drawn at random; 0 uses all."));
    m_validation = makeNumberField(u"wizard.data.validation"_s, 0.1, 90, 1);
    m_validation->setSuffix(tr(" %"));
    m_validation->setToolTip(tr("Held back to check how well new pictures are named."));
    m_seed = makeWholeField(u"wizard.data.seed"_s, 0, std::numeric_limits<int>::max(), 1);
    m_seed->setGroupSeparatorShown(false);
    m_seed->setToolTip(tr("The same seed gives the same result again."));
    m_shift = makeWholeField(u"wizard.data.shift"_s, 0, 64, 1);
    m_shift->setSpecialValueText(tr("off"));
    m_shift->setSuffix(tr(" pixels"));
    m_shift->setToolTip(tr("Moves each picture a little every time."));
    m_flip = new QCheckBox(tr("Mirror pictures at random (fl&ip)"));
    m_flip->setObjectName(u"wizard.data.flip"_s);
    m_flip->setToolTip(tr("Helps where left and right mean the same, as with clothes; not with letters or digits."));
    auto* grid = new QGridLayout;
    addField(grid, tr("&Limit:"), m_limit);
    addField(grid, tr("&Validation share:"), m_validation);
    addField(grid, tr("S&eed:"), m_seed);
    addField(grid, tr("Random shif&t:"), m_shift);
    card->content()->addLayout(grid);
    card->content()->addWidget(m_flip, 0, Qt::AlignLeft);

    connect(m_limit, &QSpinBox::valueChanged, this,
            [this](int value) { draft().edit([&](auto& e) { e.data.limit = value; }); });
    connect(m_validation, &QDoubleSpinBox::valueChanged, this,
            [this](double percent) { draft().edit([&](auto& e) { e.data.validationFraction = percent / 100; }); });
    connect(m_seed, &QSpinBox::valueChanged, this,
            [this](int value) { draft().edit([&](auto& e) { e.data.seed = static_cast<quint64>(value); }); });
    connect(m_shift, &QSpinBox::valueChanged, this,
            [this](int value) { draft().edit([&](auto& e) { e.data.shift = value; }); });
    connect(m_flip, &QCheckBox::toggled, this, [this](bool on) { draft().edit([&](auto& e) { e.data.flip = on; }); });
    return card;
}

QWidget* DataPage::makePreviewCard() {
    auto* card = new Card(tr("A look at it"));
    m_state = new MessageLine;
    m_state->setObjectName(u"wizard.data.state"_s);
    m_counts = makeLabel({}, TextRole::Body);
    m_counts->setObjectName(u"wizard.data.counts"_s);
    m_overview = new ClassOverview;
    m_overview->setObjectName(u"wizard.data.classes"_s);
    card->setMinimumWidth(300);  // keeps its shape while it is empty
    card->content()->addWidget(m_state);
    card->content()->addWidget(m_counts);
    card->content()->addWidget(m_overview);
    card->content()->addStretch();
    return card;
}

void DataPage::refresh() {
    const experiment::DataSpec& data = draft().experiment().data;
    const bool sample = draft().usesSampleData();
    setQuietly(sample ? m_sample : m_own, true);
    m_folder->setEnabled(!sample);
    m_browse->setEnabled(!sample);
    setQuietly(m_folder, sample ? QString() : data.train);
    setQuietly(m_limit, data.limit);
    setQuietly(m_validation, data.validationFraction * 100);
    setQuietly(m_seed, static_cast<int>(data.seed));
    setQuietly(m_shift, data.shift);
    setQuietly(m_flip, data.flip);

    const QString problem = draft().problem(Step::Data);
    const auto& preview = draft().preview();
    const bool visible = preview && problem.isEmpty();
    m_counts->setVisible(visible);
    m_overview->setVisible(visible);
    if (!problem.isEmpty()) {
        m_state->showHint(tr("Nothing to show yet."));
    } else if (!preview) {
        m_state->showHint(tr("Reading the pictures…"));
    } else {
        m_state->clearMessage();
    }
    markInvalid(m_folder, !sample && !problem.isEmpty());
    if (!visible) return;
    m_counts->setText(tr("%1 pictures for training, %2 for validation, %3 for the test; %4 × %5 pixels, %6.")
                          .arg(countText(preview->trainItems), countText(preview->validationItems),
                               countText(preview->testItems))
                          .arg(preview->shape.width)
                          .arg(preview->shape.height)
                          .arg(preview->shape.channels == 1 ? tr("grey") : tr("in colour")));
    m_overview->show(*preview);
}

void DataPage::useFolder(const QString& folder) {
    draft().edit([&](experiment::Experiment& e) {
        e.data.train = folder;
        e.data.labels.clear();
        e.data.test.clear();
    });
}

void DataPage::browse() {
    const QString folder = askForFolder(this, tr("Folder with your pictures"), m_folder->text());
    if (!folder.isEmpty()) useFolder(folder);
}

void DataPage::dragEnterEvent(QDragEnterEvent* event) {
    const QList<QUrl> urls = event->mimeData()->urls();
    if (urls.size() == 1 && urls.first().isLocalFile()) event->acceptProposedAction();
}

void DataPage::dropEvent(QDropEvent* event) {
    const QFileInfo dropped(event->mimeData()->urls().first().toLocalFile());
    // One file of a set stands for the folder it lies in.
    useFolder(dropped.isDir() ? dropped.filePath() : dropped.absolutePath());
    event->acceptProposedAction();
}

}  // namespace distillab::ui

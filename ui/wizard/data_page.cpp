#include "ui/wizard/data_page.h"

#include "core/report/wording.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/two_columns.h"
#include "ui/wizard/amount_fields.h"
#include "ui/wizard/class_overview.h"
#include "ui/wizard/fields.h"
#include "ui/wizard/source_card.h"

#include <QCheckBox>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QSpinBox>

namespace distillab::ui {

using namespace Qt::Literals::StringLiterals;
using report::countText;

DataPage::DataPage(ExperimentDraft& draft)
    : WizardPage(Step::Data, draft, tr("Data"),
                 tr("The pictures that teacher and student learn from. A part of them, the validation pictures, is "
                    "held back to notice when learning stops helping; the test pictures are only used to give the "
                    "final marks.")) {
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
    m_source = new SourceCard(
        draft(), u"wizard.data"_s, u"folder"_s,
        {tr("Fashion-&MNIST: small pictures of clothes"), tr("Your &own pictures"), tr("Folder with your pictures"),
         tr("A folder with one subfolder per class full of PNG or JPEG pictures, or with the four files of an "
            "MNIST-like set. You can drop it here.")});
    m_source->takeDropsOn(this);
    connect(m_source, &SourceCard::typed, this, &DataPage::useFolder);
    connect(m_source, &SourceCard::browseRequested, this, &DataPage::browse);
    connect(m_source, &SourceCard::dropped, this, [this](const QString& path) {
        const QFileInfo dropped(path);
        // One file of a set stands for the folder it lies in.
        useFolder(dropped.isDir() ? dropped.filePath() : dropped.absolutePath());
    });
    return m_source;
}

QWidget* DataPage::makeSettingsCard() {
    auto* card = new Card(tr("How much of it"));
    m_shift = makeWholeField(u"wizard.data.shift"_s, 0, 64, 1);
    m_shift->setSpecialValueText(tr("off"));
    m_shift->setSuffix(tr(" pixels"));
    m_shift->setToolTip(tr("Moves each picture a little every time."));
    m_flip = new QCheckBox(tr("Mirror pictures at random (fl&ip)"));
    m_flip->setObjectName(u"wizard.data.flip"_s);
    m_flip->setToolTip(tr("Helps where left and right mean the same, as with clothes; not with letters or digits."));
    auto* grid = new QGridLayout;
    m_amount = new AmountFields(draft(), u"wizard.data"_s, grid, this);
    addField(grid, tr("Random shif&t:"), m_shift);
    card->content()->addLayout(grid);
    card->content()->addWidget(m_flip, 0, Qt::AlignLeft);

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
    m_source->refresh();
    m_amount->refresh();
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
    if (!visible) return;
    m_counts->setText(
        tr("%1 pictures for training, %2 for validation, %3 for the test; %4 × %5 pixels, %6.")
            .arg(countText(preview->trainItems), countText(preview->validationItems), countText(preview->testItems))
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
    const QString folder = askForFolder(this, tr("Folder with your pictures"), m_source->path());
    if (!folder.isEmpty()) useFolder(folder);
}

}  // namespace distillab::ui

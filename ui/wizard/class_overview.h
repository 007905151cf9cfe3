#pragma once

#include "core/session/data_preview.h"
#include "ui/widgets/bar_list.h"

namespace distillab::ui {

/// One row for each class: its name, a few of its pictures if it has any, and how many items there are as a bar.
class ClassOverview : public BarList {
    Q_OBJECT
public:
    explicit ClassOverview(QWidget* parent = nullptr);

    void show(const session::DataPreview& preview);
};

}  // namespace distillab::ui

#pragma once

#include <functional>
#include <utility>

class QWidget;

namespace distillab::ui {

/// A page of a window that is made when it is first asked for, so that a window need not wait for pages that nobody
/// has seen yet.
class PageOnDemand {
public:
    virtual QWidget* page() = 0;
    /// Nothing as long as nobody asked for it.
    virtual QWidget* madePage() const = 0;

protected:
    ~PageOnDemand() = default;
};

template <typename Page>
class OnDemand final : public PageOnDemand {
public:
    /// From here on another page, which `make` gives when it is asked for. Who owns it is `make`'s concern.
    void become(std::function<Page*()> make) {
        m_make = std::move(make);
        m_page = nullptr;
    }

    Page* get() {
        if (!m_page) m_page = m_make();
        return m_page;
    }
    Page* operator->() { return get(); }
    Page* made() const { return m_page; }

    QWidget* page() override { return get(); }
    QWidget* madePage() const override { return m_page; }

private:
    std::function<Page*()> m_make;
    Page* m_page = nullptr;
};

}  // namespace distillab::ui

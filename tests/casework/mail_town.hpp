#pragma once

// A municipality that writes mails, for the tests of src/casework/mail_*.

#include "casework/mail_send.hpp"
#include "core/file.hpp"
#include "core/reference_token.hpp"
#include "intake/mime.hpp"
#include "store/mails.hpp"
#include "store/notes.hpp"
#include "store/opt_outs.hpp"
#include "store/reporters.hpp"
#include "store/sample_register.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace ombud::casework::trial {

namespace fs = std::filesystem;
using store::test::by_desk;
using store::test::day;

[[nodiscard]] inline std::string bytes_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// Files of a folder by name.
[[nodiscard]] inline std::vector<std::string> files_of(const fs::path& folder) {
    std::vector<fs::path> names;
    if (fs::exists(folder)) {
        for (const auto& entry : fs::directory_iterator(folder)) names.push_back(entry.path());
    }
    std::ranges::sort(names);
    std::vector<std::string> contents;
    for (const fs::path& name : names) contents.push_back(bytes_of(name));
    return contents;
}

/// Mails go to the outbox, and mailing has started on day 0.
class MailTown : public store::test::SampleRegister {
  public:
    explicit MailTown(bool started = true) {
        config.mail.method = MailMethod::outbox;
        config.mail.from = "maengel@town.example";
        config.own_addresses = {"hinweise@town.example"};
        if (started) static_cast<void>(send(0));
    }

    /// A report of a pothole by web form, received at noon of the day.
    ReportId take_from(const std::string& email, int received = 1, const std::string& name = "") {
        IncomingReport in = store::test::pothole(std::to_string(++reports_));
        in.reporter = {name, email, ""};
        in.received_at = day(received);
        return take(in);
    }

    MailSummary send(int n, int hour = 20) {
        SilentProgress progress;
        return send_mails(registry, workspace, config, progress, day(n, hour));
    }

    /// What the outbox holds, as bytes, in the order of names.
    [[nodiscard]] std::vector<std::string> outbox() const { return files_of(workspace.outbox() / "new"); }
    /// The only mail in the outbox, taken apart; takes it away.
    [[nodiscard]] intake::Mail take_mail() {
        const auto mails = outbox();
        if (mails.size() != 1) throw std::runtime_error(std::to_string(mails.size()) + " mails instead of one");
        empty_outbox();
        return intake::parse_mail(mails.front());
    }
    /// To whom the mails in the outbox go, sorted.
    [[nodiscard]] std::vector<std::string> recipients() const {
        std::vector<std::string> addresses;
        for (const std::string& bytes : outbox()) {
            const std::size_t at = bytes.find("\nTo: ") + 5;
            std::string to = bytes.substr(at, bytes.find('\n', at) - at);
            if (const std::size_t open = to.find('<'); open != std::string::npos) {
                to = to.substr(open + 1, to.find('>') - open - 1);
            }
            addresses.push_back(to);
        }
        std::ranges::sort(addresses);
        return addresses;
    }
    void empty_outbox() const { fs::remove_all(workspace.outbox() / "new"); }

    [[nodiscard]] std::vector<store::Mail> ledger(std::optional<store::MailState> state = std::nullopt) {
        return store::list_mails(registry, {state, std::nullopt, false});
    }
    /// An own template of the workspace.
    void write_template(const std::string& name, std::string_view text) const {
        write_file(workspace.root() / "templates" / (name + ".txt"), text);
    }
    void say(ReportId report, store::NoteKind kind, const std::string& text, int n) {
        store::add_note(registry, report, {day(n), "desk:meier", kind, text}, by_desk(n));
    }

    Workspace workspace{folder.path()};

  private:
    int reports_ = 0;
};

}  // namespace ombud::casework::trial

#pragma once

#include "casework/mail_message.hpp"
#include "casework/template_files.hpp"
#include "core/config.hpp"
#include "store/mails.hpp"
#include "store/register.hpp"

#include <optional>
#include <string>
#include <vector>

namespace ombud::casework {

/// Makes letters out of what the ledger says is to be told.
class MailWriter {
  public:
    /// \param key  of core/reference_token.hpp
    MailWriter(store::Register& registry, const Config& config, std::string key, std::vector<NamedTemplate> templates);

    /// The letter of a mail, without recipient. Several changes become one text: what counts is how the report stands
    /// now, so a status that was left again is not told. Nothing where nothing is left to tell.
    /// Throws Error(config) with file and line where a template wants what is not there.
    [[nodiscard]] std::optional<Letter> write(const store::Mail& mail, Instant now);

    /// "OMB-12-k3v9x2mqpt.5f0c…@town.example": intake knows answers by it, and a repeated mail has the same.
    [[nodiscard]] std::string message_id(const store::Mail& mail) const;

  private:
    struct Part {
        std::string subject;
        std::string body;
    };

    [[nodiscard]] const TextTemplate& text(std::string_view name) const;
    [[nodiscard]] Part render(std::string_view name, const TemplateValues& values) const;
    [[nodiscard]] std::vector<Part> parts_of(const std::vector<store::MailedEvent>& events, const Report& report,
                                             TemplateValues values);
    [[nodiscard]] std::string words_of(const std::vector<store::MailedEvent>& events, MailKind kind);
    /// Name of the template for the status, or nothing where it is no news.
    [[nodiscard]] std::string status_template(const std::vector<store::MailedEvent>& events, const Report& report);
    void set_thread(Letter& letter, const store::Mail& mail);

    store::Register& registry_;
    const Config& config_;
    std::string key_;
    std::vector<NamedTemplate> templates_;
};

}  // namespace ombud::casework

#include "core/file.hpp"
#include "core/text.hpp"
#include "intake/input_files.hpp"
#include "intake/line_reader.hpp"
#include "intake/mail_report.hpp"
#include "intake/readers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <optional>

namespace ombud::intake {

namespace fs = std::filesystem;

namespace {

/// What a mail is read with.
struct MailContext {
    const ReadContext& read;
    MailForm* form;  ///< of a source with a mapping, else nullptr
};

void take_mail(const MailContext& context, std::string bytes, std::string name, std::string origin, bool cut_off,
               const ItemSink& sink) {
    Item item{std::move(name), std::move(origin), std::move(bytes), std::nullopt, {}, {}};
    if (cut_off) {
        item.reason = fmt::format("a mail longer than {} MB, only its beginning is kept here; ask the sender",
                                  longest_item >> 20U);
    } else {
        read_into(item, [&] {
            return report_of_mail(item.bytes, item.origin, context.read.config, context.read.source, context.read.now,
                                  context.form);
        });
    }
    sink(std::move(item));
}

/// Whether a line is the one that mbox files put before each message: "From somebody@host Mon Aug 24 10:00:00 2026".
/// The clock is asked for, since "From " also starts sentences.
bool is_postmark(std::string_view line) {
    if (!line.starts_with("From ")) return false;
    for (std::size_t colon = line.find(':', 5); colon != std::string_view::npos; colon = line.find(':', colon + 1)) {
        const auto digit = [&](std::size_t at) { return at < line.size() && line[at] >= '0' && line[at] <= '9'; };
        if (digit(colon - 1) && digit(colon + 1) && digit(colon + 2)) return true;
    }
    return false;
}

/// ">From " in a body was "From " before it was put into the mbox file (mboxrd: any number of ">").
bool is_escaped_from(std::string_view line) {
    const std::size_t end = line.find_first_not_of('>');
    return end != 0 && end != std::string_view::npos && line.substr(end).starts_with("From ");
}

/// Cuts an mbox file into its messages. By hand, not by GMime's parser: that one takes every "From " for a postmark,
/// leaves the escaping of others in the text, and hands out no bytes that could be put into quarantine.
void read_mbox(const MailContext& context, LineReader& lines, std::string_view postmark, const std::string& shown,
               const ItemSink& sink) {
    std::string message;
    std::size_t number = 1;
    bool cut_off = false;
    bool blank = false;
    const auto finish = [&] {
        if (message.ends_with("\n\n")) message.pop_back();  // the blank line belongs to the mbox
        take_mail(context, std::move(message), fmt::format("mail-{}.eml", number),
                  fmt::format("{}, mail {}", shown, number), cut_off, sink);
        message.clear();
        cut_off = false;
    };
    if (!is_postmark(postmark)) (message = postmark) += '\n';
    std::string_view line;
    while (lines.next(line)) {
        if (blank && is_postmark(line)) {
            finish();
            ++number;
            blank = false;
            continue;
        }
        blank = line.empty() || line == "\r";
        if (message.size() + line.size() >= longest_item || lines.cut_off()) {
            cut_off = true;
            continue;
        }
        message += is_escaped_from(line) ? line.substr(1) : line;
        if (lines.complete()) message += '\n';
    }
    finish();
}

/// A file that is an mbox or a single message, by its first line.
void read_open_mail_file(const MailContext& context, const fs::path& file, const std::string& shown,
                         const ItemSink& sink) {
    LineReader lines(file);
    std::string_view line;
    if (lines.next(line) && line.starts_with("From ")) return read_mbox(context, lines, line, shown, sink);
    std::string message(line);
    if (lines.complete()) message += '\n';
    bool cut_off = lines.cut_off();
    message += lines.rest();
    cut_off = cut_off || lines.cut_off();
    take_mail(context, std::move(message), file == standard_input ? "mail.eml" : file.filename().string(), shown,
              cut_off, sink);
}

void read_mail_file(const MailContext& context, const fs::path& file, const ItemSink& sink) {
    const std::string shown = shown_name(file);
    std::string reason = why_unreadable(file);
    if (reason.empty()) {
        try {
            return read_open_mail_file(context, file, shown, sink);
        } catch (const Error& error) {
            if (error.kind() != ErrorKind::input) throw;  // a gzipped mailbox that is cut off
            reason = error.what();
        }
    }
    sink(unreadable_item(file.filename().string(), shown, std::move(reason)));
}

/// new/ and cur/ as one folder: which of them a mail is in says only whether some program has seen it.
void read_maildir(const MailContext& context, const fs::path& folder, const ItemSink& sink) {
    std::vector<fs::path> files;
    for (const char* const name : {"new", "cur"}) {
        if (!fs::is_directory(folder / name)) continue;
        for (fs::path& file : files_in(folder / name)) files.push_back(std::move(file));
    }
    std::ranges::sort(files, {}, [](const fs::path& file) { return file.filename(); });
    for (const fs::path& file : files) {
        std::string bytes;
        try {
            bytes = read_file(file);
        } catch (const Error&) {
            // A mail program may move a mail from new/ to cur/ meanwhile; the next run finds it there.
            if (!fs::exists(file)) continue;
            throw;
        }
        const bool cut_off = bytes.size() > longest_item;
        if (cut_off) bytes.resize(longest_item);
        // The part before ":2," stays the same when a mail program sets flags.
        const std::string name = file.filename().string();
        take_mail(context, std::move(bytes), name.substr(0, name.find(':')), shown_name(file), cut_off, sink);
    }
}

}  // namespace

void read_mails(const ReadContext& read, const std::vector<fs::path>& paths, const ItemSink& sink) {
    std::optional<MailForm> form;
    if (!read.source.mapping_name.empty()) form.emplace(read);
    const MailContext context{read, form ? &*form : nullptr};
    for (const fs::path& path : paths) {
        if (!fs::is_directory(path)) {
            read_mail_file(context, path, sink);
        } else if (fs::is_directory(path / "new") || fs::is_directory(path / "cur")) {
            read_maildir(context, path, sink);
        } else {
            for (const fs::path& file : files_in(path)) read_mail_file(context, file, sink);
        }
    }
}

}  // namespace ombud::intake

// Prints what a mail is taken for, one line a file, for mail_table.py: file, subject, sender, date (seconds since
// 1970), number of attachments, their names.

#include "core/file.hpp"
#include "core/text.hpp"
#include "intake/mime.hpp"

#include <fmt/format.h>

#include <string>
#include <vector>

namespace {

using namespace ombud;

void gather(const intake::MailPart& part, std::vector<std::string>& names) {
    const bool text = part.type.empty() || part.type.starts_with("text/") || part.type.starts_with("multipart/");
    if (part.message) {  // its own attachments are not the outer mail's
        names.emplace_back("message/rfc822");
        return;
    }
    if (part.attachment || !part.filename.empty() || !text)
        names.push_back(part.filename.empty() ? "(none)" : part.filename);
    for (const auto& child : part.children) gather(child, names);
}

std::string on_one_line(std::string_view text) {
    std::string line = clean_text(text);
    for (char& c : line) {
        if (c == '\t' || c == '\n') c = ' ';
    }
    return line;
}

}  // namespace

int main(int argc, char** argv) {
    for (int i = 1; i < argc; ++i) {
        std::string bytes = read_file(argv[i]);
        if (bytes.starts_with("From ")) bytes.erase(0, bytes.find('\n') + 1);
        const auto mail = intake::parse_mail(bytes);
        std::vector<std::string> names;
        gather(mail.body, names);
        std::string joined;
        for (const std::string& name : names) joined += (joined.empty() ? "" : "|") + on_one_line(name);
        const long long date = mail.date ? static_cast<long long>(mail.date->time_since_epoch().count()) : 0;
        fmt::print("{}\t{}\t{}\t{}\t{}\t{}\n", argv[i], on_one_line(mail.subject),
                   mail.from.empty() ? "" : on_one_line(mail.from.front().address), date, names.size(), joined);
    }
    return 0;
}

#include "intake/import.hpp"

#include "core/file.hpp"
#include "core/text.hpp"
#include "intake/input_files.hpp"
#include "intake/item_queue.hpp"
#include "intake/quarantine_item.hpp"
#include "intake/readers.hpp"
#include "intake/report_maker.hpp"
#include "store/failing_addresses.hpp"
#include "store/intake.hpp"
#include "store/opt_outs.hpp"
#include "store/publication_wishes.hpp"
#include "store/reporters.hpp"
#include "store/reports.hpp"
#include "store/vocabulary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <thread>

namespace ombud::intake {

namespace {

/// Every batch writes the pages of the indexes that it touched, and a batch of a city's reports touches nearly all of
/// the index of places: 100,000 reports took 11 to 19 % less processor time than with batches of 2,000.
constexpr std::size_t items_in_batch = 10'000;

/// Thrown through a reader when nobody wants what it reads any more.
struct Abandoned {};

/// Runs a reader in a thread of its own, since reading and writing take about as long. The destructor stops it.
class BackgroundReader {
  public:
    BackgroundReader(const ReadContext& context, std::vector<std::filesystem::path> paths)
        : thread_([this, context, paths = std::move(paths)] { run(context, paths); }) {}
    BackgroundReader(const BackgroundReader&) = delete;
    BackgroundReader& operator=(const BackgroundReader&) = delete;
    ~BackgroundReader() {
        queue_.abandon();
        thread_.join();
    }

    /// The next items; empty at the end. Throws what the reader threw.
    [[nodiscard]] std::vector<Item> next() { return queue_.pop(); }

  private:
    void run(const ReadContext& context, const std::vector<std::filesystem::path>& paths) {
        const ItemSink sink = [this](Item&& item) {
            if (!queue_.push(std::move(item))) throw Abandoned{};
        };
        try {
            switch (context.source.channel) {
                case Channel::email:
                    read_mails(context, paths, sink);
                    break;
                case Channel::phone:
                    read_calls(context, paths, sink);
                    break;
                case Channel::web:
                    read_payloads(context, paths, sink);
                    break;
            }
            queue_.finish(nullptr);
        } catch (...) {
            queue_.finish(std::current_exception());  // thrown again by next()
        }
    }

    ItemQueue queue_;
    std::thread thread_;  // last: it uses the queue
};

/// Takes items into the register one by one and counts.
class Writer {
  public:
    Writer(store::Register& registry, const Workspace& workspace, const Config& config, const Source& source,
           Instant now, const ImportOptions& options)
        : registry_(registry),
          workspace_(workspace),
          source_(source),
          now_(now),
          zone_(config.time_zone),
          largest_attachment_(config.attachments.largest_bytes()),
          dry_run_(options.dry_run),
          tell_(options.tell),
          reason_(fmt::format("delivered by {}", source.name)) {}

    void take(Item& item) {
        if (!item.notice.empty()) {
            if (tell_) tell_(item.notice);
            return;
        }
        ++summary_.read;
        if (!item.ready) return set_aside(item);
        ReadyReport& ready = *item.ready;
        check_reference(ready);
        for (const FailedAddress& failed : ready.failed) {
            store::mark_failing(registry_, failed.address, failed.status, {now_, "intake", "a delivery report"});
        }
        if (is_known(ready)) {
            ++summary_.known;
            return;
        }
        if (!ready.unless_answer.empty() && !may_answer(item)) {
            item.reason = std::move(ready.unless_answer);
            return set_aside(item);
        }
        admit(ready);
    }

    [[nodiscard]] const Summary& summary() const noexcept { return summary_; }

  private:
    /// Only a token of ours makes a mail a comment on the report that its subject names: anybody can write a number.
    void check_reference(ReadyReport& ready) {
        if (!ready.reference) return;
        if (!key_) key_ = existing_reference_key(workspace_).value_or(std::string());
        const ClaimedReference& claimed = *ready.reference;
        if (!key_->empty() && claimed.token == reference_token(*key_, claimed.report)) {
            ready.report.answers = claimed.report;
            if (ready.unsubscribes) opt_out(claimed.report);
        } else {
            ready.report.remarks.push_back(
                fmt::format("the subject names report {} without its token; taken in as it is", claimed.report));
        }
    }

    /// The token shows that who writes has a mail of ours to the reporter of this report.
    void opt_out(ReportId id) {
        const auto report = store::find_report(registry_, id);
        if (!report || report->reporter == 0) return;
        const std::string address = store::find_reporter(registry_, report->reporter).email;
        if (address.empty()) return;
        store::opt_out(registry_, address_digest(*key_, address), report->reporter, {now_, "intake", "asked by mail"});
    }

    /// Asked before anything is written. `admit` asks again, so that only what has consequences here is asked about.
    [[nodiscard]] bool is_known(const ReadyReport& ready) {
        if (ready.photos.empty() && ready.attachments.empty() && ready.unless_answer.empty()) return false;
        const auto known = store::find_known(registry_, source_.name, ready.report.external_id, ready.content);
        return known && (known->same_content || source_.channel == Channel::email);
    }

    /// An automatic mail stays in quarantine even if what it answers is taken in later: a second run over the same
    /// mailbox must change nothing.
    [[nodiscard]] bool may_answer(const Item& item) {
        return store::find_answered(registry_, item.ready->report) && !is_in_quarantine(registry_, source_.name, item);
    }

    /// Files over the limit do not belong into the register's folder unasked, and must not get lost either. Returns
    /// them; the report says their names.
    [[nodiscard]] std::vector<DeliveredFile> take_out_large_attachments(ReadyReport& ready) const {
        const auto fits = [&](const DeliveredFile& file) { return file.bytes.size() <= largest_attachment_; };
        const auto first_large = std::stable_partition(ready.attachments.begin(), ready.attachments.end(), fits);
        std::vector<DeliveredFile> large(std::make_move_iterator(first_large),
                                         std::make_move_iterator(ready.attachments.end()));
        ready.attachments.erase(first_large, ready.attachments.end());
        for (const DeliveredFile& file : large) {
            ready.report.remarks.push_back(
                fmt::format("attachment '{}' has {} bytes and is too large; it waits in the "
                            "quarantine",
                            file.filename, file.bytes.size()));
        }
        return large;
    }

    void set_aside_attachment(DeliveredFile&& file, const IncomingReport& report, ReportId id) {
        Item item{std::move(file.filename), report.origin, std::move(file.bytes), std::nullopt, {}, {}};
        item.reason = fmt::format(
            "attachment '{}' of report {} is larger than {} MB (largest_mb of [attachments]); add it by `ombud note {} "
            "TEXT --attach FILE` or keep it elsewhere, then discard this",
            item.name, id, largest_attachment_ >> 20U, id);
        if (quarantine(registry_, workspace_, std::string(attachments_source) + source_.name, item, now_, dry_run_)) {
            ++summary_.set_aside;
        }
    }

    [[nodiscard]] std::vector<store::StoredAttachment> store_attachments(const ReadyReport& ready) const {
        std::vector<store::StoredAttachment> stored;
        for (const DeliveredFile& file : ready.attachments) {
            if (!dry_run_) write_private_file(workspace_.attachments(), file.sha256, file.bytes);
            stored.push_back({file.sha256, file.filename, static_cast<std::int64_t>(file.bytes.size())});
        }
        return stored;
    }

    void admit(ReadyReport& ready) {
        std::vector<DeliveredFile> large = take_out_large_attachments(ready);
        std::vector<store::StoredPhoto> photos;
        for (const DeliveredFile& photo : ready.photos) {
            if (!dry_run_) write_file(workspace_.original_photos() / photo.sha256, photo.bytes, 0600);
            photos.push_back({photo.sha256, photo.filename});
        }
        const auto admission = store::admit(registry_, ready.report, photos, ready.content, {now_, "intake", reason_},
                                            store_attachments(ready));
        const bool taken = admission.outcome == store::Outcome::created || admission.outcome == store::Outcome::update;
        if (taken && ready.wish) {
            store::set_publication_wish(registry_, admission.report, *ready.wish, {now_, "intake", reason_});
        }
        for (DeliveredFile& file : large) {
            if (admission.outcome == store::Outcome::known) break;  // it was set aside then
            set_aside_attachment(std::move(file), ready.report, admission.report);
        }
        if (dry_run_ && admission.outcome != store::Outcome::known) show(ready, admission.outcome);
        switch (admission.outcome) {
            case store::Outcome::created:
                ++summary_.created;
                break;
            case store::Outcome::comment:
                ++summary_.comments;
                break;
            case store::Outcome::update:
                ++summary_.updates;
                break;
            case store::Outcome::known:
                ++summary_.known;
                break;
        }
    }

    /// In a trial, the first reports as they would be stored, so that a person sees whether a mapping is right.
    void show(const ReadyReport& ready, store::Outcome outcome) {
        constexpr std::size_t most_shown = 5;
        if (!tell_ || shown_ == most_shown) return;
        ++shown_;
        const IncomingReport& report = ready.report;
        const auto& position = report.place.position;
        std::string text = fmt::format(
            "{}: {}\n  id {}, {}, category {}, status {}, at {}, {}",
            outcome == store::Outcome::created   ? "new"
            : outcome == store::Outcome::comment ? "comment"
                                                 : "update",
            report.title, report.external_id, format_local(report.received_at, zone_),
            report.category.empty() ? "-" : report.category, report.status ? to_string(*report.status) : "-",
            trim(report.place.street + " " + report.place.house_number),
            position ? fmt::format("lon {} lat {}", position->lon, position->lat) : "no position");
        if (!report.text.empty()) text += fmt::format("\n  {}", one_line(report.text, 200));
        for (const DeliveredFile& file : ready.attachments) {
            text += fmt::format("\n  attachment {} ({} bytes)", file.filename, file.bytes.size());
        }
        for (const std::string& remark : report.remarks) text += "\n  ! " + remark;
        tell_(text);
    }

    void set_aside(const Item& item) {
        const bool is_new = quarantine(registry_, workspace_, source_.name, item, now_, dry_run_);
        ++(is_new ? summary_.quarantined : summary_.known);
    }

    store::Register& registry_;
    const Workspace& workspace_;
    const Source& source_;
    Instant now_;
    TimeZone zone_;
    std::uintmax_t largest_attachment_;  ///< bytes
    std::size_t shown_ = 0;
    bool dry_run_;
    std::function<void(std::string_view)> tell_;
    std::string reason_;
    std::optional<std::string> key_;  ///< of references, read when first needed; empty: there is none
    Summary summary_;
};

}  // namespace

std::string told_of_large_attachments(std::size_t count) {
    return fmt::format("{} attachments are too large and wait beside their reports: `ombud quarantine list`", count);
}

Summary& Summary::operator+=(const Summary& other) noexcept {
    read += other.read;
    created += other.created;
    comments += other.comments;
    updates += other.updates;
    known += other.known;
    quarantined += other.quarantined;
    set_aside += other.set_aside;
    return *this;
}

Summary import_source(store::Register& registry, const Workspace& workspace, const Config& config, const Source& source,
                      std::span<const std::filesystem::path> paths, Progress& progress, Instant now,
                      const ImportOptions& options) {
    const std::vector<std::filesystem::path> inputs = input_paths(source, paths);
    progress.begin(fmt::format("import {}", source.name), 0);
    // Reports refer to the categories of the configuration.
    store::update_vocabulary(registry, config);

    Writer writer(registry, workspace, config, source, now, options);
    BackgroundReader reader({config, source, now}, inputs);
    for (std::vector<Item> items = reader.next(); !items.empty();) {
        store::Transaction batch(registry, store::Nested::joined);
        for (std::size_t taken = 0; taken < items_in_batch && !items.empty(); items = reader.next()) {
            for (Item& item : items) writer.take(item);
            taken += items.size();
            progress.advance(items.size());
        }
        batch.commit();
    }
    progress.end();
    return writer.summary();
}

}  // namespace ombud::intake

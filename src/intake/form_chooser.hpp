#pragma once

#include "core/shipped_mappings.hpp"
#include "intake/item.hpp"
#include "intake/readers.hpp"
#include "intake/record_mapper.hpp"
#include "intake/report_maker.hpp"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace ombud::intake {

/// A form that records come in: a mapping and what was made ready for it.
struct Form {
    Form(const ReadContext& context, Source meant)
        : source(std::move(meant)), mapper(source.mapping), maker(context.config, source, context.now) {}
    Form(const Form&) = delete;
    Form& operator=(const Form&) = delete;
    ~Form() = default;

    Source source;
    RecordMapper mapper;
    ReportMaker maker;
};

/// Chooses the mapping of a file: the one that the command line names; else that of the source where it finds title or
/// text; else one of those that come with Ombud whose `detect` fits what stands in the file; else, for a source without
/// a mapping, what usual German and English names say. A choice that nobody named is said, by an item that is nothing
/// but a notice.
class FormChooser {
  public:
    explicit FormChooser(const ReadContext& context);

    /// \param record  the first one of a file
    [[nodiscard]] Form& for_record(const Value& record, std::string_view shown, const ItemSink& sink);
    /// \param rows  the first ones
    [[nodiscard]] Form& for_table(const std::vector<std::string>& columns,
                                  const std::vector<std::vector<std::string>>& rows, std::string_view shown,
                                  const ItemSink& sink);
    /// Whether the mapping that is named, or any where none is, makes a report of this record: then it is one itself
    /// and not a list of some.
    [[nodiscard]] bool makes_report(const Value& record) const;
    /// The source with the mapping that is used unless another one fits.
    [[nodiscard]] const Source& named() const noexcept { return plain_.source; }

  private:
    [[nodiscard]] Form* shipped_for(const Value& record, std::string_view shown, const ItemSink& sink);
    [[nodiscard]] Form& form(const std::string& name, const Mapping& mapping);
    [[nodiscard]] Form& guessed(const std::vector<std::string>& names,
                                const std::vector<std::vector<std::string>>& rows, std::string_view shown,
                                const ItemSink& sink);

    const ReadContext& context_;
    Form plain_;
    std::vector<NamedMapping> shipped_;                   ///< only where nothing is named
    std::map<std::string, std::unique_ptr<Form>> forms_;  ///< made when first needed
};

}  // namespace ombud::intake

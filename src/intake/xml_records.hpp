#pragma once

#include "intake/value.hpp"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace ombud::intake {

/// Reads the records of an XML document piece by piece (expat), so that memory grows with the longest record and not
/// with the document. An element becomes an object with its child elements and, as "@name", its attributes; one with
/// nothing but text becomes that text; elements of the same name become an array.
///
/// No entity is resolved but the five of XML itself: a document that declares others is refused, so that neither files
/// of this machine are read nor a few bytes become gigabytes.
class XmlRecords {
  public:
    /// \param value  of the record
    /// \param raw    its XML as it stands
    using Each = std::function<void(Value&& value, std::string_view raw)>;

    /// \param names  of the elements that are records, case aside; the root is one only where no child of it is. Where
    ///               none of them comes, every child of the root that has children itself is one, else the root
    XmlRecords(const std::vector<std::string>& names, Each each);
    XmlRecords(const XmlRecords&) = delete;
    XmlRecords& operator=(const XmlRecords&) = delete;
    ~XmlRecords();

    /// Takes the next piece. Several documents may stand one after the other.
    /// Throws Error(input) with the line where the XML is broken; the records before were handed out.
    void feed(std::string_view piece, bool last);
    /// What was fed and not yet handed out as a record: for the quarantine, after an error.
    [[nodiscard]] std::string_view pending() const noexcept;
    [[nodiscard]] std::size_t records() const noexcept;

  private:
    struct Implementation;
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace ombud::intake

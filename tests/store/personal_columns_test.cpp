#include "store/personal_columns.hpp"

#include "store/sample_register.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <sstream>
#include <string>

namespace {

using namespace ombud;
using namespace ombud::store;
using namespace ombud::store::test;

/// Tables that hold no data of ours: SpatiaLite's, SQLite's, and indexes made of columns that are declared.
bool is_of_others(const std::string& table) {
    static const std::set<std::string> spatialite{"data_licenses",
                                                  "ElementaryGeometries",
                                                  "KNN",
                                                  "KNN2",
                                                  "SpatialIndex",
                                                  "geometry_columns",
                                                  "spatial_ref_sys",
                                                  "spatialite_history",
                                                  "sql_statements_log",
                                                  "spatial_ref_sys_aux",
                                                  "geometry_columns_auth",
                                                  "geometry_columns_field_infos",
                                                  "geometry_columns_statistics",
                                                  "geometry_columns_time"};
    return spatialite.contains(table) || table.starts_with("views_geometry_columns") ||
           table.starts_with("virts_geometry_columns") || table.starts_with("sqlite_") || table.starts_with("idx_") ||
           table.starts_with("report_text");
}

/// "table.column" of every column that the register has.
std::set<std::string> columns_of(SampleRegister& town) {
    std::set<std::string> columns;
    Query rows = town.registry.connection().query(
        "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'");
    while (rows.next()) {
        if (!is_of_others(rows.text(0))) columns.insert(rows.text(0) + '.' + rows.text(1));
    }
    return columns;
}

}  // namespace

TEST_CASE("Every column of the register says whether it is personal and what erases it") {
    SampleRegister town;
    std::map<std::string, int> declared;
    for (const ColumnGroup& group : column_groups()) {
        std::istringstream words{std::string(group.columns)};
        for (std::string column; words >> column;) ++declared[std::string(group.table) + '.' + column];
    }
    const std::set<std::string> present = columns_of(town);
    for (const std::string& column : present) {
        INFO(column << ": declare it in src/store/personal_columns.cpp, with the rule that erases it");
        CHECK(declared[column] == 1);
    }
    for (const auto& [column, times] : declared) {
        INFO(column << " is declared, but no table has it");
        CHECK(present.contains(column));
    }
}

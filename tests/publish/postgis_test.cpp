#include "core/file.hpp"
#include "core/temp_folder.hpp"
#include "ogr/test_files.hpp"
#include "publish/layer/export.hpp"
#include "store/sample_register.hpp"

#include <catch2/catch.hpp>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <regex>
#include <string>

namespace {

using namespace ombud;
using namespace ombud::store::test;
using ogr::test::run;

/// PostgreSQL with PostGIS in a folder of its own, reached by a socket in it, gone at the end of the test. The server
/// refuses to run as root, so root starts it as nobody.
class Postgres {
  public:
    Postgres() {
        if (::getuid() == 0) as_ = "setpriv --reuid=nobody --regid=nogroup --clear-groups ";
        std::filesystem::permissions(folder_.path(), std::filesystem::perms::all);
        (void)run(as_ + bin + "initdb -D " + data() + " -A trust -U town -E UTF8 --locale=C.UTF-8 --no-sync");
        (void)run(as_ + bin + "pg_ctl -D " + data() + " -w -l " + (folder_ / "log").string() + " -o \"-k " +
                  folder_.path().string() + " -c listen_addresses='' -c fsync=off\" start");
        (void)sql("CREATE EXTENSION postgis; CREATE SCHEMA gis;");
    }
    Postgres(const Postgres&) = delete;
    Postgres& operator=(const Postgres&) = delete;
    ~Postgres() {
        try {
            (void)run(as_ + bin + "pg_ctl -D " + data() + " -m immediate stop");
        } catch (const std::exception&) {
            WARN("PostgreSQL could not be stopped");
        }
    }

    /// What psql prints, rows only.
    [[nodiscard]] std::string sql(const std::string& query) const {
        return run("psql -qAt -h " + folder_.path().string() + " -U town -d postgres -c \"" + query + "\"");
    }
    [[nodiscard]] std::string connection() const {
        return "PG:host=" + folder_.path().string() + " user=town dbname=postgres";
    }

  private:
    static constexpr const char* bin = "/usr/lib/postgresql/15/bin/";
    [[nodiscard]] std::string data() const { return (folder_ / "data").string(); }

    ombud::test::TempFolder folder_;
    std::string as_;
};

class Town {
  public:
    Town() {
        add("1", "Grünes Fahrrad 🚲 'quer'; DROP TABLE x", 100);
        add("2", "zwei", 200);
        add("3", "drei", 300);
    }
    ReportId add(const std::string& id, const std::string& words, double east) {
        const ReportId made = town.take(pothole(id));
        store::set_location(town.registry, made,
                            {metres_from_market(east, 0), 12.5, LocationSource::address, "Große Straße"}, by_desk(1));
        store::assign(town.registry, made, "roads", by_desk(2));
        release(town.registry, made, words);
        return made;
    }
    publish::LayerExport to(const ExportLayer& request) {
        return publish::export_layer({town.registry, workspace, town.config, day(30), "desk:meier"}, request,
                                     std::nullopt);
    }

    store::test::SampleRegister town;
    Workspace workspace{town.folder.path()};
};

}  // namespace

TEST_CASE("Layers go into a PostGIS table, wholly or as what changed") {
    const Postgres postgres;
    Town town;
    ExportLayer request;
    request.output = postgres.connection();
    request.table = "gis.reports";
    request.epsg = 25832;
    CHECK(town.to(request).rows == 3);
    CHECK(postgres.sql(
              "SELECT id, text, street, status, ST_SRID(geom), GeometryType(geom), received_at AT TIME ZONE 'UTC' "
              "FROM gis.reports WHERE id = 1") ==
          "1|Grünes Fahrrad 🚲 'quer'; DROP TABLE x|Große Straße|open|25832|POINT|2026-03-01 12:00:00\n");
    CHECK(postgres.sql("SELECT count(*) FROM pg_indexes WHERE tablename = 'reports' AND indexdef LIKE '%gist%'") ==
          "1\n");
    // Made anew, with its index, and not beside the old one.
    CHECK(town.to(request).rows == 3);
    CHECK(postgres.sql("SELECT count(*) FROM gis.reports") == "3\n");
    CHECK(postgres.sql("SELECT count(*) FROM pg_indexes WHERE tablename = 'reports' AND indexdef LIKE '%gist%'") ==
          "1\n");

    SECTION("A diff changes the table in place, and what others made on it stays") {
        request.diff = true;
        request.restart = true;
        CHECK(town.to(request).diff->added == 3);
        request.restart = false;
        (void)postgres.sql("CREATE VIEW gis.mine AS SELECT id, status FROM gis.reports");
        const ReportId added = town.add("4", "vier", 400);
        store::change_status(town.town.registry, 1, Status::solved, by_desk(6));
        store::change_status(town.town.registry, 2, Status::rejected, by_desk(6));
        const auto done = town.to(request);
        CHECK(done.diff->added == 1);
        CHECK(done.diff->changed == 1);
        CHECK(done.diff->removed == 1);
        CHECK(postgres.sql("SELECT id, status FROM gis.mine ORDER BY id") ==
              "1|solved\n3|open\n" + std::to_string(added) + "|open\n");
        CHECK(town.to(request).rows == 0);
        (void)postgres.sql("DROP TABLE gis.reports CASCADE");
        CHECK(town.to(request).diff->added == 3);  // a table that is gone is filled again
        CHECK(postgres.sql("SELECT count(*) FROM gis.reports") == "3\n");
    }
    SECTION("German names become columns that need no quotation marks") {
        request.names = "de";
        request.table = "meldungen";
        town.to(request);
        CHECK(
            postgres.sql("SELECT nummer, letzte_aenderung IS NOT NULL, zustaendig FROM meldungen ORDER BY 1 LIMIT 1") ==
            "1|t|Tiefbauamt\n");
    }
    SECTION("An export that fails leaves the old rows") {
        (void)postgres.sql("CREATE ROLE guest LOGIN; GRANT USAGE ON SCHEMA gis TO guest");
        request.output = std::regex_replace(postgres.connection(), std::regex("user=town"), "user=guest");
        CHECK_THROWS_WITH(town.to(request), Catch::Contains("PostGIS"));
        CHECK(postgres.sql("SELECT count(*) FROM gis.reports") == "3\n");
    }
    SECTION("Areas are multipolygons") {
        request.layer = "heat";
        request.table = "gis.heat";
        request.smallest = 1;
        request.cell_m = 5000;
        town.to(request);
        CHECK(postgres.sql("SELECT GeometryType(geom), sum(reports) FROM gis.heat GROUP BY 1") == "MULTIPOLYGON|3\n");
    }
    SECTION("A server that is not there is said so") {
        request.output = "PG:host=/nowhere dbname=x";
        CHECK_THROWS_WITH(town.to(request), Catch::Contains("PostGIS: no connection"));
    }
}

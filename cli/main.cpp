#include "cli/command_line.hpp"

int main(int argc, char** argv) {
    return ombud::cli::run(argc, argv);
}

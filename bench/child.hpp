// SPDX-License-Identifier: MIT
// A program that a bench starts and measures, and the configuration the host runs with. Single-threaded.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace bench {

struct Child {
  double seconds = 0, cpu_seconds = 0;  // wall; user and system of the whole process
  long peak_kib = 0;
  int exit_code = -1;
};

/// Runs it to its end, its standard output to nowhere.
Child run(std::vector<std::string> words);

/// bench.xml in this folder: the shop at `url` into an SQLite file.
void write_config(const std::filesystem::path& folder, const std::string& url);
/// One run of that configuration by the host.
Child run_host_again(const std::filesystem::path& folder);
/// The same on a fresh journal and database.
Child run_host(const std::filesystem::path& folder);

/// An empty folder of this process; the demo user's key is put into the environment.
std::filesystem::path scratch_folder();

}  // namespace bench

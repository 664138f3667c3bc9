#include "base/audit_file.h"

#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#undef CHECK  // base/check.h has a word of the same name
#include <doctest/doctest.h>

using namespace mockhaus;

TEST_CASE("audit file: rotates, keeps a few, is closed to others") {
  const auto folder = std::filesystem::temp_directory_path() / "mockhaus-audit-test";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  const std::string path = (folder / "audit.log").string();
  {
    auto file = AuditFile::open({path, 100, 2});
    REQUIRE(file.ok());
    for (int i = 0; i < 10; ++i) (*file)->write(std::string(49, static_cast<char>('a' + i)) + "\n");
  }
  CHECK(std::filesystem::file_size(path) == 100);
  CHECK(std::filesystem::exists(path + ".2"));
  CHECK_FALSE(std::filesystem::exists(path + ".3"));
  std::ifstream newest(path);
  CHECK(newest.get() == 'i');
  struct stat state {};
  REQUIRE(stat(path.c_str(), &state) == 0);
  CHECK((state.st_mode & 0777) == 0600);
  CHECK_FALSE(AuditFile::open({(folder / "missing" / "audit.log").string(), 100, 2}).ok());
  std::filesystem::remove_all(folder);
}

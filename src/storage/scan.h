// What is read of which staged files, as text: the one argument of the engine's mh_stage_rows.
//
//   {"files":[{"path":..,"name":..,"md5":..,"modified":ms}],"format":{"TYPE":"CSV",..},
//    "columns":3,"expected":3,"faults":"fail","skip":[4,7]}
#pragma once

#include <vector>

#include "storage/file_format.h"
#include "storage/stage_files.h"

namespace mockhaus::storage {

// What happens with records that cannot be read: the scan fails, they are left out, or they are
// rows without values whose fault is told.
enum class Faults : uint8_t { fail, skip, show };

struct ScannedFile {
  std::string path;  // on disk
  StagedFile file;
};

struct Scan {
  std::vector<ScannedFile> files;
  FileFormat format;
  size_t columns = 1;   // of the rows: values, NULL where a record has less
  size_t expected = 0;  // fields that a record must have; 0: any
  Faults faults = Faults::fail;
  std::vector<int64_t> skip;  // numbers of records that are left out, in order
};

std::string scan_text(const Scan& scan);
Result<Scan> read_scan(std::string_view text);

}  // namespace mockhaus::storage

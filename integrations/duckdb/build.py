#!/usr/bin/env python3
"""Builds the extension and writes what DuckDB wants at the end of the file: python3 integrations/duckdb/build.py [profile]"""

import json
import pathlib
import platform
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
PLATFORMS = {("Linux", "x86_64"): "linux_amd64", ("Linux", "aarch64"): "linux_arm64"}
PLATFORMS |= {("Darwin", "x86_64"): "osx_amd64", ("Darwin", "arm64"): "osx_arm64"}
# The C API that the extension is built for, and how it is reached.
API, ABI = "v1.2.0", "C_STRUCT"
FIELD, SIGNATURE = 32, 256


def built(profile):
    """Builds the library; where it is, and its version."""
    command = ["cargo", "build", "--profile", profile, "--message-format=json-render-diagnostics"]
    output = subprocess.run(command, cwd=HERE, check=True, stdout=subprocess.PIPE, text=True).stdout
    messages = [json.loads(line) for line in output.splitlines()]
    made = [one for one in messages if one["reason"] == "compiler-artifact" and one["target"]["name"] == "allonym_duckdb"]
    return pathlib.Path(made[-1]["filenames"][0]), made[-1]["package_id"].rsplit("#", 1)[-1].rsplit("@", 1)[-1]


def footer(version):
    """Eight fields from the last to the first, and room for a signature."""
    system = PLATFORMS.get((platform.system(), platform.machine()))
    if system is None:
        sys.exit(f"{platform.system()} on {platform.machine()}: DuckDB's name for it is not known here")
    fields = ["", "", "", ABI, f"v{version}", API, system, "4"]
    return b"".join(field.encode().ljust(FIELD, b"\0") for field in fields) + bytes(SIGNATURE)


def main():
    library, version = built(sys.argv[1] if len(sys.argv) > 1 else "release")
    extension = library.with_name("allonym.duckdb_extension")
    extension.write_bytes(library.read_bytes() + footer(version))
    print(extension)


if __name__ == "__main__":
    main()

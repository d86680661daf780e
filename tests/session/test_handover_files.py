"""A paper in its file: whole, private, and never over the map."""

from __future__ import annotations

import os
import stat

import pytest

from cxmap.errors import UsageError
from cxmap.session.papers.private_file import write_private


def test_a_file_is_for_its_owner_alone_whatever_the_mask_of_the_shell(tmp_path):
    before = os.umask(0)
    try:
        write_private(tmp_path / "allies.csv", b"Name\r\n")
    finally:
        os.umask(before)
    made = tmp_path / "allies.csv"
    assert made.read_bytes() == b"Name\r\n"
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [made]


def test_an_older_file_is_replaced_whole_and_becomes_private(tmp_path):
    made = tmp_path / "allies.csv"
    made.write_bytes(b"old" * 100)
    made.chmod(0o644)
    write_private(made, b"new")
    assert made.read_bytes() == b"new"
    assert stat.S_IMODE(made.stat().st_mode) == 0o600


def test_a_link_is_replaced_and_what_it_points_to_stays(tmp_path):
    precious = tmp_path / "precious.txt"
    precious.write_bytes(b"keep")
    link = tmp_path / "allies.csv"
    link.symlink_to(precious)
    write_private(link, b"new")
    assert precious.read_bytes() == b"keep"
    assert not link.is_symlink()


@pytest.mark.parametrize("name", ["acme.json", "acme.json.log", "acme.json.lock", "acme.json.bak"])
def test_the_map_and_the_files_beside_it_are_never_written_over(tmp_path, name):
    own = tmp_path / "acme.json"
    own.write_bytes(b"{}")
    with pytest.raises(UsageError, match="map itself"):
        write_private(tmp_path / "." / name, b"x", map_file=own)
    assert own.read_bytes() == b"{}"
    assert list(tmp_path.iterdir()) == [own]


def test_a_link_to_the_map_is_the_map(tmp_path):
    own = tmp_path / "acme.json"
    own.write_bytes(b"{}")
    (tmp_path / "x.json").symlink_to(own)
    with pytest.raises(UsageError, match="map itself"):
        write_private(tmp_path / "x.json", b"x", map_file=own)


def test_a_folder_and_a_place_that_is_not_there_are_refused_with_the_file_named(tmp_path):
    with pytest.raises(UsageError, match="folder") as refused:
        write_private(tmp_path, b"x")
    assert refused.value.file == str(tmp_path)
    missing = tmp_path / "no" / "allies.csv"
    with pytest.raises(UsageError, match="cannot be written") as refused:
        write_private(missing, b"x")
    assert refused.value.file == str(missing)


def test_a_disk_that_refuses_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch):
    made = tmp_path / "allies.csv"
    made.write_bytes(b"old")

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UsageError, match="No space left"):
        write_private(made, b"new")
    assert made.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [made]

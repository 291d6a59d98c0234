"""Bytes come back as they were given, and what became of them on the disk is told by name."""

import errno
import os
import stat
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rashomon.errors import VaultError
from rashomon.store.vault import FaultKind, Vault

RAW = b"Two people were killed in Marvenka.\n"


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(tmp_path / "reports.vault")


def _overwrite(path: Path, raw: bytes) -> None:
    path.chmod(0o644)
    path.write_bytes(raw)


@given(raw=st.binary(max_size=300))
@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_bytes_come_back(vault: Vault, raw: bytes) -> None:
    name = vault.put(raw)
    assert name == sha256(raw).hexdigest()
    assert vault.get(name) == raw
    assert vault.path(name).parent.name + vault.path(name).name == name


def test_bytes_are_kept_once_for_reading_only(vault: Vault) -> None:
    assert vault.put(RAW) == vault.put(RAW)
    [kept] = [path for path in vault.folder.rglob("*") if path.is_file()]
    assert not stat.S_IMODE(kept.stat().st_mode) & 0o222


def test_all_is_well_in_a_vault_that_nobody_touched(vault: Vault) -> None:
    names = [vault.put(bytes([n])) for n in range(20)]
    assert list(vault.verify(names)) == []
    assert list(vault.orphans(set(names))) == []


def test_a_changed_byte_is_found_and_named(vault: Vault) -> None:
    kept, touched = vault.put(b"one"), vault.put(RAW)
    _overwrite(vault.path(touched), RAW.replace(b"Two", b"Ten"))
    [fault] = vault.verify([kept, touched])
    assert (fault.kind, fault.path) == (FaultKind.CHANGED, vault.path(touched))
    with pytest.raises(VaultError, match="were changed"):
        vault.get(touched)


def test_a_missing_file_is_found_and_named(vault: Vault) -> None:
    name = vault.put(RAW)
    vault.path(name).unlink()
    [fault] = vault.verify([name])
    assert (fault.kind, fault.path) == (FaultKind.MISSING, vault.path(name))
    with pytest.raises(VaultError, match="cannot be read: no such file"):
        vault.get(name)


def test_a_folder_in_its_place_is_told(vault: Vault) -> None:
    name = vault.put(RAW)
    vault.path(name).unlink()
    vault.path(name).mkdir()
    [fault] = vault.verify([name])
    assert fault.kind is FaultKind.UNREADABLE


def test_bytes_given_again_mend_their_file(vault: Vault) -> None:
    name = vault.put(RAW)
    _overwrite(vault.path(name), b"")
    vault.put(RAW)
    assert list(vault.verify([name])) == []


def test_what_a_crash_left_is_told_apart(vault: Vault) -> None:
    known, unknown = vault.put(b"one"), vault.put(b"two")
    (vault.folder / "0123.part").write_bytes(b"half")
    assert {fault.path for fault in vault.orphans({known})} == {vault.folder / "0123.part", vault.path(unknown)}
    assert {fault.kind for fault in vault.orphans({known})} == {FaultKind.ORPHAN}


def test_a_vault_that_was_never_written_holds_nothing(vault: Vault) -> None:
    assert list(vault.orphans(set())) == []
    assert [fault.kind for fault in vault.verify(["0" * 64])] == [FaultKind.MISSING]


def test_a_full_disk_is_told_and_leaves_nothing_behind(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(VaultError, match="no space left on device"):
            vault.put(RAW)
    assert [path for path in vault.folder.rglob("*") if path.is_file()] == []
    assert vault.get(vault.put(RAW)) == RAW


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "g" * 64, "A" * 64, "0" * 63])
def test_only_hashes_name_a_file(vault: Vault, name: str) -> None:
    with pytest.raises(ValueError, match="no SHA-256"):
        vault.path(name)

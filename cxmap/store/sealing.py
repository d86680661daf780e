"""Encryption of a map with a passphrase: nothing readable remains in its folder.

A random key of 32 bytes seals the map file and each line of the journal (ChaCha20-Poly1305, RFC
8439, a fresh random nonce each time, map and number of the edit authenticated with it). The key
itself is sealed under one derived from the passphrase (scrypt, RFC 7914) and stands in the map's
first line. Whoever loses the passphrase loses the map.

Needs the ``cryptography`` package, an optional part of cxmap.
"""

from __future__ import annotations

import base64
import binascii
import os
from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from cxmap.errors import DamagedMap, MissingExtra, PassphraseNeeded, UsageError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

SCRYPT_WORK = 2**17
"""Cost of one guess of a passphrase: about a third of a second and 128 MB."""

SHORTEST_PASSPHRASE = 8
"""Letters; shorter ones are refused."""

_SCRYPT_BLOCK = 8
_SCRYPT_LANES = 1
_MOST_WORK = 2**20
_KEY_BYTES = 32
_NONCE_BYTES = 12
_SALT_BYTES = 16


class Wrapping(msgspec.Struct, frozen=True):
    """The sealed key of a map, as its first line carries it."""

    work: int
    """Scrypt's cost parameter."""
    salt: str
    """Base64."""
    key: str
    """Base64 of nonce and sealed key."""


class Seal:
    """The opened key of one map.

    Args:
        key: 32 bytes.
        wrapping: The same under the passphrase.
    """

    def __init__(self, key: bytes, wrapping: Wrapping) -> None:
        self._key = key
        self._cipher = _cipher(key)
        self.wrapping = wrapping

    def under(self, passphrase: str, *, work: int = SCRYPT_WORK) -> Seal:
        """The same key under another passphrase.

        Raises:
            UsageError: If the passphrase is too short.
        """
        return Seal(self._key, _wrapped(self._key, passphrase, work))

    def close(self, data: bytes, about: str) -> bytes:
        """Sealed bytes as base64 text.

        Args:
            data: What nobody else may read.
            about: What the bytes are; they open only as the same.
        """
        nonce = os.urandom(_NONCE_BYTES)
        return base64.b64encode(nonce + self._cipher.encrypt(nonce, data, about.encode()))

    def open(self, text: bytes | str, about: str) -> bytes:
        """The bytes that were sealed.

        Raises:
            DamagedMap: If they were changed, or sealed as something else or by another key.
        """
        return _opened(self._cipher, text, about)


class Keys:
    """What opens encrypted maps: asks for the passphrase when one is met, and only once.

    Args:
        ask: Gives the passphrase; None where nobody can be asked.
    """

    def __init__(self, ask: Callable[[], str] | None = None) -> None:
        self._ask = ask
        self._seals: dict[Wrapping, Seal] = {}

    def seal(self, wrapping: Wrapping) -> Seal:
        """The opened key.

        Raises:
            PassphraseNeeded: If nobody can be asked, or the passphrase is another one.
        """
        if wrapping not in self._seals:
            if self._ask is None:
                raise PassphraseNeeded(
                    "the map is encrypted", hint="give the passphrase to open it"
                )
            self._seals[wrapping] = unlock(wrapping, self._ask())
        return self._seals[wrapping]

    def add(self, seal: Seal) -> None:
        """Remember an opened key."""
        self._seals[seal.wrapping] = seal


def new_seal(passphrase: str, *, work: int = SCRYPT_WORK) -> Seal:
    """A new random key under a passphrase.

    Raises:
        MissingExtra: If the ``cryptography`` package is not installed.
        UsageError: If the passphrase is too short.
    """
    key = os.urandom(_KEY_BYTES)
    return Seal(key, _wrapped(key, passphrase, work))


def _wrapped(key: bytes, passphrase: str, work: int) -> Wrapping:
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise UsageError(f"a passphrase has at least {SHORTEST_PASSPHRASE} letters")
    salt = os.urandom(_SALT_BYTES)
    nonce = os.urandom(_NONCE_BYTES)
    outer = _cipher(_derived(passphrase, salt, work))
    sealed = base64.b64encode(nonce + outer.encrypt(nonce, key, b"key")).decode()
    return Wrapping(work, base64.b64encode(salt).decode(), sealed)


def unlock(wrapping: Wrapping, passphrase: str) -> Seal:
    """Open a map's key.

    Raises:
        MissingExtra: If the ``cryptography`` package is not installed.
        PassphraseNeeded: If the passphrase is another one.
        DamagedMap: If the first line asks for impossible work.
    """
    if not 1 < wrapping.work <= _MOST_WORK or wrapping.work & (wrapping.work - 1):
        raise DamagedMap("the first line of the encrypted map holds impossible values")
    try:
        salt = base64.b64decode(wrapping.salt, validate=True)
    except binascii.Error as error:
        raise DamagedMap("the first line of the encrypted map is damaged") from error
    outer = _cipher(_derived(passphrase, salt, wrapping.work))
    try:
        return Seal(_opened(outer, wrapping.key, "key"), wrapping)
    except DamagedMap as error:
        raise PassphraseNeeded(
            "this passphrase does not open the map", hint="try again; upper and lower case matter"
        ) from error


def _derived(passphrase: str, salt: bytes, work: int) -> bytes:
    try:
        from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
    except ImportError as error:
        raise _missing() from error
    scrypt = Scrypt(salt=salt, length=_KEY_BYTES, n=work, r=_SCRYPT_BLOCK, p=_SCRYPT_LANES)
    return scrypt.derive(passphrase.encode())


def _cipher(key: bytes) -> ChaCha20Poly1305:
    try:
        from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
    except ImportError as error:
        raise _missing() from error
    return ChaCha20Poly1305(key)


def _opened(cipher: ChaCha20Poly1305, text: bytes | str, about: str) -> bytes:
    from cryptography.exceptions import InvalidTag

    try:
        raw = base64.b64decode(text, validate=True)
        return cipher.decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], about.encode())
    except (binascii.Error, InvalidTag, ValueError) as error:
        raise DamagedMap("encrypted bytes were changed") from error


def _missing() -> MissingExtra:
    return MissingExtra(
        "encryption needs an optional part of cxmap",
        hint="install cxmap[encrypt]",
    )

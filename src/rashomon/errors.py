"""Every error that rashomon raises.

RashomonError
├── InputError (ValueError)          a source cannot be read; names the input, what is wrong, what to do
│   ├── FetchError                   a page cannot be fetched
│   │   └── RefusedAddress           it lies where pages are not fetched from
│   ├── UnknownRecord (LookupError)  the archive has nothing of this id
│   ├── UnknownSource (LookupError)  no such file, folder or sample
│   └── UnreadLanguage               the text is in a language that is not read
├── ModelError (RuntimeError)        a language model is missing or its files were changed
├── RecordError (ValueError)         a record cannot be built from the given dict
├── SettingError (ValueError)        a setting has an unknown name or an unusable value
├── StoreError (OSError)             the database of an archive cannot do what was asked
│   ├── UnopenedStore                it is not there, cannot be reached, or is no archive
│   ├── NewerStore                   a newer version of rashomon made it
│   ├── BusyStore (TimeoutError)     another writer did not end in time
│   ├── FullStore                    there is no room on its disk
│   └── DamagedStore                 it cannot be read any more
└── VaultError (OSError)             received bytes cannot be kept, are missing, or were changed
"""


class RashomonError(Exception):
    """The base of all errors that rashomon raises."""


class InputError(RashomonError, ValueError):
    """A source cannot be read: `input` names it, `error` says what is wrong, `hint` what to do next."""

    def __init__(self, input: str, error: str, hint: str = "") -> None:
        super().__init__(f"{input}: {error}" + (f" ({hint})" if hint else ""))
        self.input = input
        self.error = error
        self.hint = hint


class FetchError(InputError):
    """A page cannot be fetched: `status` is what the server answered, null where it did not.

    What is `passing` may be over when it is tried again, `after` so many seconds where the server says how many.
    """

    def __init__(
        self,
        input: str,
        error: str,
        hint: str = "",
        *,
        status: int | None = None,
        passing: bool = False,
        after: float = 0,
    ) -> None:
        super().__init__(input, error, hint)
        self.status = status
        self.passing = passing
        self.after = after


class RefusedAddress(FetchError):
    """A page lies where pages are not fetched from: this machine, a private network, an address in disguise."""


class UnknownRecord(InputError, LookupError):
    """The archive has no incident, document, claim or judgement of this id."""


class UnknownSource(InputError, LookupError):
    """No such file, folder or sample."""


class UnreadLanguage(InputError):
    """The text is in a language that rashomon does not read."""


class ModelError(RashomonError, RuntimeError):
    """A language model is missing, or its files are not the pinned ones."""


class RecordError(RashomonError, ValueError):
    """A record cannot be built from the given dict."""


class SettingError(RashomonError, ValueError):
    """A setting has an unknown name or an unusable value."""


class VaultError(RashomonError, OSError):
    """Received bytes cannot be kept, are missing, or were changed since."""


class StoreError(RashomonError, OSError):
    """The database of an archive cannot do what was asked: `store` names it, `hint` says what to do next."""

    def __init__(self, store: str, error: str, hint: str = "") -> None:
        super().__init__(f"{store}: {error}" + (f" ({hint})" if hint else ""))
        self.store = store
        self.error = error
        self.hint = hint


class UnopenedStore(StoreError):
    """The database is not there, cannot be reached, or is no archive."""


class NewerStore(StoreError):
    """A newer version of rashomon made the database."""


class BusyStore(StoreError, TimeoutError):
    """Another writer did not end in time."""


class FullStore(StoreError):
    """There is no room on the disk of the database."""


class DamagedStore(StoreError):
    """The database cannot be read any more."""

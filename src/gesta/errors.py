"""The exceptions of Gesta, one tree.

    GestaError
    ├── FormatError        a file or stream cannot be read as reports
    │   └── LanguageError  a report is not in a language the reader knows
    ├── FetchError         a page, feed or sitemap could not be had, or was not to be asked for
    ├── OntologyError      a type, mode or code list breaks its own rules
    ├── GazetteerError     the gazetteer cannot be built, read or imported        (places/entry.py)
    ├── RosterError        a file of actors breaks its own rules or cannot be read (roster/entry.py)
    ├── ReaderError        the network's files are missing, damaged or of another version
    ├── CodingError        a stage could not turn a report into events
    ├── ExportError        a shape, a redaction profile or a target of an export that cannot be
    ├── StoreError         a workspace cannot be opened, read or written
    ├── AnswerError        a reviewer's answer that a field cannot hold            (reviewing/answers.py)
    └── WorkspaceError     a judgement or correction that cannot be taken

Each message says what is wrong, where (file and line) and what to do about it.
"""

from __future__ import annotations


class GestaError(Exception):
    """The base of every error raised on purpose; `report` and `stage` say whose and where when known."""

    stage = "gesta"

    def __init__(self, message: str, *, report: str | None = None) -> None:
        super().__init__(message)
        self.report = report


class FormatError(GestaError):
    """Raised when input cannot be read as reports; names the file, the line when it has one, and the remedy."""

    stage = "formats"

    def __init__(
        self,
        message: str,
        *,
        path: str,
        line: int | None = None,
        remedy: str = "",
        report: str | None = None,
    ) -> None:
        where = path if line is None else f"{path}:{line}"
        super().__init__(f"{where}: {message}" + (f" – {remedy}" if remedy else ""), report=report)
        self.path = path
        self.line = line
        self.remedy = remedy


class LanguageError(FormatError):
    """Raised when a report is plainly not in English, the one language the reader was trained on."""


class FetchError(GestaError):
    """Raised when an address could not be fetched; names the address and the remedy, `status` when there was an answer.

    `temporary` says that the same request may succeed later (no answer, 429, 5xx).
    """

    stage = "fetching"

    def __init__(
        self,
        message: str,
        *,
        url: str,
        remedy: str = "",
        status: int | None = None,
        temporary: bool = False,
    ) -> None:
        super().__init__(f"{url}: {message}" + (f" – {remedy}" if remedy else ""))
        self.message = message
        self.url = url
        self.remedy = remedy
        self.status = status
        self.temporary = temporary


class OntologyError(GestaError):
    """Raised when a code is not in the ontology, or the ontology's file contradicts itself."""

    stage = "ontologies"


class ReaderError(GestaError):
    """Raised when the network cannot be loaded; says which file and how to get it back."""

    stage = "reading"


class CodingError(GestaError):
    """Raised when a report could be read but not coded."""

    stage = "coding"


class ExportError(GestaError):
    """Raised when something cannot be exported as asked; says what to ask for instead."""

    stage = "exporting"


class WorkspaceError(GestaError):
    """Raised when a person's judgement or correction cannot be taken; says why and what to give instead."""

    stage = "workspace"


class StoreError(GestaError):
    """Raised when a workspace cannot be opened, read or written; names it and the remedy. A password is never shown."""

    stage = "store"

    def __init__(self, message: str, *, where: str, remedy: str = "", report: str | None = None) -> None:
        super().__init__(f"{where}: {message}" + (f" – {remedy}" if remedy else ""), report=report)
        self.where = where
        self.remedy = remedy

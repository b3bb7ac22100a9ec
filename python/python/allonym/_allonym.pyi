"""The compiled part of the package; written by hand, checked by mypy.stubtest."""

from collections.abc import Iterable, Mapping, Sequence
from os import PathLike
from typing import Any, Literal, Protocol, SupportsIndex, TypeAlias, TypeVar, final, overload

from typing_extensions import disjoint_base

from . import arrow as arrow
from ._records import Entity, Evidence, Hit, Part, System

__all__ = [
    "__version__",
    "score",
    "explain",
    "cpdist",
    "cdist",
    "extract",
    "normalize",
    "romanize",
    "romanizations",
    "parse",
    "resolve",
    "systems",
    "Name",
    "Explanation",
    "Transliterator",
    "Index",
    "Column",
    "Table",
    "Matrix",
    "arrow",
]

__version__: str

_Purpose: TypeAlias = Literal["default", "screening", "dedupe"]
_Kind: TypeAlias = Literal["person", "organization", "place", "vessel", "other"]
_Order: TypeAlias = Literal["given_first", "family_first", "unknown"]
_Apostrophe: TypeAlias = Literal["published", "right", "modifier", "ascii", "none"]
_Case: TypeAlias = Literal["published", "title", "upper"]
_K = TypeVar("_K")
_N = TypeVar("_N", bound=str | Name | None)

class _HasArray(Protocol):
    def __arrow_c_array__(self, requested_schema: Any = None) -> Any: ...

class _HasStream(Protocol):
    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any: ...

_Names: TypeAlias = Iterable[str | Name | None] | _HasArray | _HasStream

def score(
    a: str | Name,
    b: str | Name,
    /,
    *,
    prior: float = 0.5,
    purpose: _Purpose = "default",
    score_cutoff: float | None = None,
) -> float: ...
def explain(
    a: str | Name, b: str | Name, /, *, prior: float = 0.5, purpose: _Purpose = "default"
) -> Explanation: ...
def cpdist(
    a: _Names,
    b: _Names,
    /,
    *,
    score_cutoff: float | None = None,
    workers: int = 1,
    prior: float = 0.5,
    purpose: _Purpose = "default",
) -> Column: ...
def cdist(
    queries: _Names,
    choices: _Names,
    /,
    *,
    score_cutoff: float | None = None,
    workers: int = 1,
    prior: float = 0.5,
    purpose: _Purpose = "default",
) -> Matrix: ...
@overload
def extract(
    query: str | Name,
    choices: Mapping[_K, _N],
    /,
    *,
    limit: int | None = 5,
    score_cutoff: float | None = None,
    workers: int = 1,
    prior: float = 0.5,
    purpose: _Purpose = "default",
) -> list[tuple[_N, float, _K]]: ...
@overload
def extract(
    query: str | Name,
    choices: Sequence[_N],
    /,
    *,
    limit: int | None = 5,
    score_cutoff: float | None = None,
    workers: int = 1,
    prior: float = 0.5,
    purpose: _Purpose = "default",
) -> list[tuple[_N, float, int]]: ...
def normalize(text: str, /, *, profile: Literal["match", "display"] = "match") -> str: ...
def romanize(text: str, /, *, language: str | None = None, country: str | None = None) -> str: ...
def romanizations(
    text: str, /, *, n: int = 5, language: str | None = None, country: str | None = None
) -> list[str]: ...
def parse(text: str, /) -> Name: ...
def resolve(documents: Sequence[str], /) -> list[Entity]: ...
def systems(filter: str = "", /) -> list[System]: ...
@final
class Name:
    def __new__(cls, text: str, /) -> Name: ...
    @property
    def text(self) -> str: ...
    @property
    def kind(self) -> _Kind: ...
    @property
    def order(self) -> _Order: ...
    @property
    def parts(self) -> list[Part]: ...
    @property
    def alternatives(self) -> list[str]: ...
    def score(
        self,
        other: str | Name,
        /,
        *,
        prior: float = 0.5,
        purpose: _Purpose = "default",
        score_cutoff: float | None = None,
    ) -> float: ...
    def explain(
        self, other: str | Name, /, *, prior: float = 0.5, purpose: _Purpose = "default"
    ) -> Explanation: ...
    def keys(self, *, width: Literal["lean", "narrow", "wide"] = "lean") -> list[int]: ...
    def to_dict(self) -> dict[str, Any]: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __reduce__(self) -> tuple[Any, tuple[str]]: ...

@final
class Explanation:
    @property
    def score(self) -> float: ...
    @property
    def bits(self) -> float: ...
    @property
    def kind(self) -> _Kind: ...
    @property
    def cross_script(self) -> bool: ...
    @property
    def evidence(self) -> list[Evidence]: ...
    def to_dict(self) -> dict[str, Any]: ...

@final
class Transliterator:
    def __new__(
        cls,
        system: str,
        /,
        *,
        apostrophe: _Apostrophe = "published",
        case: _Case = "published",
        ascii: bool = False,
        mrz: bool = False,
    ) -> Transliterator: ...
    @staticmethod
    def from_rules(
        rules: str,
        /,
        *,
        apostrophe: _Apostrophe = "published",
        case: _Case = "published",
        ascii: bool = False,
        mrz: bool = False,
    ) -> Transliterator: ...
    def reversed(self) -> Transliterator: ...
    def __call__(self, text: str, /) -> str: ...
    def __reduce__(self) -> tuple[Any, tuple[Any, ...]]: ...
    @staticmethod
    def _restore(
        is_rules: bool, text: str, apostrophe: str, case: str, ascii: bool, mrz: bool, reversed: bool, /
    ) -> Transliterator: ...

@final
class Index:
    @staticmethod
    def build(
        path: str | PathLike[str] | None,
        ids: _Names,
        names: _Names,
        *,
        kinds: _Names | None = None,
        languages: _Names | None = None,
    ) -> Index: ...
    @staticmethod
    def open(path: str | PathLike[str], /) -> Index: ...
    @staticmethod
    def from_bytes(bytes: bytes, /) -> Index: ...
    def to_bytes(self) -> bytes: ...
    def verify(self) -> None: ...
    @property
    def identity(self) -> int: ...
    @property
    def path(self) -> PathLike[str] | None: ...
    def __len__(self) -> int: ...
    def search(
        self, name: str, /, *, limit: int = 10, score_cutoff: float = 0.0, kind: str | None = None
    ) -> list[Hit]: ...
    def search_batch(
        self,
        names: _Names,
        /,
        *,
        limit: int = 10,
        score_cutoff: float = 0.0,
        kind: str | None = None,
        workers: int = 1,
    ) -> list[list[Hit]]: ...
    def __reduce__(self) -> tuple[Any, tuple[Any]]: ...

@disjoint_base
class Column:
    def __len__(self) -> int: ...
    def __getitem__(self, index: SupportsIndex, /) -> Any: ...
    def to_list(self) -> list[Any]: ...
    def __array__(self, dtype: Any = None, copy: bool | None = None) -> Any: ...
    def __arrow_c_schema__(self) -> Any: ...
    def __arrow_c_array__(self, requested_schema: Any = None) -> Any: ...

@final
class Table(Column):
    def __getitem__(self, index: SupportsIndex, /) -> dict[str, Any]: ...
    @property
    def column_names(self) -> list[str]: ...
    def to_list(self) -> list[dict[str, Any]]: ...
    def to_dict(self) -> dict[str, list[Any]]: ...
    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any: ...

@final
class Matrix:
    @property
    def shape(self) -> tuple[int, int]: ...
    def __len__(self) -> int: ...
    @overload
    def __getitem__(self, index: SupportsIndex, /) -> list[float]: ...
    @overload
    def __getitem__(self, index: tuple[SupportsIndex, SupportsIndex], /) -> float: ...
    def to_list(self) -> list[list[float]]: ...
    def __array__(self, dtype: Any = None, copy: bool | None = None) -> Any: ...

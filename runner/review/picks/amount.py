"""How many photos of a set to pick: a person's number and limits, on top of the run's rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace

from runner.picks.options import CullOptions


@dataclass(frozen=True, slots=True)
class Amount:
    """A number and limits. None means no limit, and for `keep` not set yet."""

    keep: int | None = None
    per_hour: int | None = None
    per_person: int | None = None
    per_event: int | None = None

    @classmethod
    def of(cls, options: CullOptions) -> Amount:
        """The number and limits in these options."""
        limits = options.limits
        return cls(options.keep, limits.per_hour, limits.per_person, limits.per_event)

    @classmethod
    def read(cls, kept: Mapping[str, object]) -> Amount | None:
        """Read what `kept` returned; None if it has no positive `keep`."""
        known = {name: kept.get(name) for name in cls.__dataclass_fields__}
        numbers = {name: value for name, value in known.items() if isinstance(value, int) and value > 0}
        return cls(**numbers) if "keep" in numbers else None

    def kept(self) -> dict[str, int]:
        """The values for a file, without those that are None."""
        return {name: value for name, value in asdict(self).items() if value is not None}

    def applied(self, options: CullOptions) -> CullOptions:
        """The options with this number and these limits."""
        limits = replace(options.limits, per_hour=self.per_hour, per_person=self.per_person, per_event=self.per_event)
        return replace(options, keep=self.keep, limits=limits)

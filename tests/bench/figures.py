"""The table that a bench prints: what was measured, what was promised, whether it holds."""

from dataclasses import dataclass, field


@dataclass
class Report:
    """Figures as they come. `missed` counts broken promises."""

    missed: list[str] = field(default_factory=list)

    def at_least(self, what: str, found: float, wanted: float, unit: str) -> None:
        """A figure that should be at least so much."""
        self._line(what, found, f"≥ {wanted:g}", unit, found >= wanted)

    def at_most(self, what: str, found: float, wanted: float, unit: str) -> None:
        """A figure that should be at most so much."""
        self._line(what, found, f"≤ {wanted:g}", unit, found <= wanted)

    def plain(self, what: str, found: float, unit: str) -> None:
        """A figure to hold others against."""
        print(f"  {what:<62} {found:>10,.1f} {unit}", flush=True)

    def head(self, words: str) -> None:
        """A part of the table begins."""
        print(f"\n{words}", flush=True)

    def _line(self, what: str, found: float, promise: str, unit: str, holds: bool) -> None:
        print(f"{' ' if holds else '!'} {what:<62} {found:>10,.1f} {unit:<10} {promise}", flush=True)
        if not holds:
            self.missed.append(what)

    def close(self) -> int:
        """The last line, and the exit code."""
        if self.missed:
            print(f"\n{len(self.missed)} missed: {'; '.join(self.missed)}")
        else:
            print("\nEvery promise holds.")
        return 1 if self.missed else 0

"""A thin bar that fills from the left; the share it shows is always printed beside it by its owner."""

from typing import Final

from textual.content import Content

FULL: Final = "━"
HALF: Final = "╸"
REST: Final = "─"


def bar(share: float, width: int, style: str = "$secondary") -> Content:
    """A bar `width` cells long, `share` of it (0 to 1) filled, in half-cell steps."""
    halves = round(max(0.0, min(1.0, share)) * width * 2)
    filled = FULL * (halves // 2) + (HALF if halves % 2 else "")
    return Content.assemble((filled, style), (REST * (width - len(filled)), "$border-blurred"))

"""A bench: one tab of the laboratory, with the scene that is set up on it."""

from textual.containers import Vertical

from engine.errors import UnrolledError
from tui.laboratory.scene import AnyScene
from tui.text import visible


class Bench(Vertical):
    """Shows a scene, and says what it is."""

    @property
    def scene(self) -> AnyScene:
        """What is set up."""
        raise NotImplementedError

    def show(self, scene: AnyScene) -> None:
        """Set something up, and draw it."""
        raise NotImplementedError

    def take_focus(self) -> None:
        """Let the keys work here."""
        raise NotImplementedError

    @property
    def subject(self) -> str:
        """The scene in a few words, for the line on top."""
        raise NotImplementedError

    @property
    def entry(self) -> tuple[str, int]:
        """The quantity and the unit that are looked at; for benches without them, whatever there is."""
        return "h", 0

    def tell(self, error: UnrolledError) -> None:
        """Say what went wrong."""
        self.notify(visible(str(error)), severity="warning", markup=False)

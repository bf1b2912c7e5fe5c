"""A bench: one tab of the laboratory, with the scene that is set up on it."""

from typing import Any, Generic, TypeAlias, TypeVar

from textual.containers import Vertical

from engine.errors import UnrolledError
from tui.laboratory.scene import AnyScene
from tui.messages import SceneChanged
from tui.text import visible

Shown = TypeVar("Shown", bound=AnyScene)
"""The scenes of a bench."""
Found = TypeVar("Found")
"""What is computed of them."""


class Bench(Vertical, Generic[Shown, Found]):
    """Shows a scene, and says what it is."""

    def __init__(self, scene: Shown) -> None:
        super().__init__()
        self._scene = scene

    def on_mount(self) -> None:
        """Draw what is set up."""
        self.draw(self.computed(self._scene))

    @property
    def scene(self) -> Shown:
        """What is set up."""
        return self._scene

    def show(self, scene: AnyScene) -> None:
        """Set something up, and draw it; what cannot be computed is told, and the old scene stays."""
        if not isinstance(scene, type(self._scene)):
            return
        try:
            found = self.computed(scene)
        except UnrolledError as error:
            self.tell(error)
            return
        self._scene = scene
        self.draw(found)
        self.post_message(SceneChanged())

    def computed(self, scene: Shown) -> Found:
        """What is drawn of a scene. Raises `UnrolledError` for one that cannot be shown."""
        raise NotImplementedError

    def draw(self, found: Found) -> None:
        """Draw what was computed of the scene that is set up."""
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


AnyBench: TypeAlias = Bench[Any, Any]

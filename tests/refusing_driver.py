"""A console that refuses: Textual takes its driver from TEXTUAL_DRIVER."""

from textual.driver import Driver


class RefusingDriver(Driver):
    """Fails as soon as it is to begin."""

    def write(self, data: str) -> None:
        """Write nothing."""

    def start_application_mode(self) -> None:
        """Refuse."""
        raise OSError("no console")

    def disable_input(self) -> None:
        """Nothing to disable."""

    def stop_application_mode(self) -> None:
        """Nothing to stop."""

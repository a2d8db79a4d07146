"""Requests that wait for the same door go through it together.

The first to come leads and takes along everybody who came while the door was shut; the others find
their answer when it is their turn. So a hundred phones cost a dozen commits, not a hundred.
"""

import threading
from collections import deque
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")
MOST = 64
"""Requests in one go: more would keep the other processes waiting."""


class Ticket(Generic[Asked, Answer]):
    """One request and, once it was served, its answer or the error that it ended in."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.served = False
        self.answer: Answer | None = None
        self.error: Exception | None = None


class Together(Generic[Asked, Answer]):
    """Calls `act` with all the requests that wait, on whichever of their threads comes first.

    `act` answers one answer a request, in their order; what it raises, all of them are told.
    """

    def __init__(self, act: Callable[[Sequence[Asked]], Sequence[Answer]]) -> None:
        self._act = act
        self._waiting: deque[Ticket[Asked, Answer]] = deque()
        self._lead = threading.Lock()

    def __call__(self, asked: Asked) -> Answer:
        """Be served, alone or with others. Raises what `act` raised."""
        ticket: Ticket[Asked, Answer] = Ticket(asked)
        self._waiting.append(ticket)
        with self._lead:
            while not ticket.served:
                self._serve()
        if ticket.error:
            raise ticket.error
        assert ticket.answer is not None  # it was served without an error
        return ticket.answer

    def _serve(self) -> None:
        several = [self._waiting.popleft() for _ in range(min(MOST, len(self._waiting)))]
        try:
            for ticket, answer in zip(several, self._act([one.asked for one in several]), strict=True):
                ticket.answer = answer
        except Exception as error:  # noqa: BLE001 (each of them raises it again)
            for ticket in several:
                ticket.error = error
        for ticket in several:
            ticket.served = True

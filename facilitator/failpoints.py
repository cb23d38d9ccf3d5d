"""Points at which a test may kill the process, to show that nothing is lost there.

``FACILITATOR_FAILPOINT=name:n`` ends the process with SIGKILL the n-th time ``name`` is passed. In
service the variable is unset and passing a point costs one comparison.
"""

import os
import signal

POINTS = (
    "receive.before_commit",
    "receive.after_commit",
    "desk.before_flush",
    "desk.before_commit",
    "desk.after_commit",
    "postman.before_send",
    "postman.after_send",
    "postman.before_mark",
    "postman.after_mark",
    "ticker.before_ring",
    "start.migrated",
    "start.ready",
    "stop.begun",
)
"""Every commit point and every edge to the network, between "received" and "done"."""

_name, _, _count = os.environ.get("FACILITATOR_FAILPOINT", "").partition(":")
_left = int(_count or 1) if _name else 0


def pass_by(point: str) -> None:
    """Die here if this is the chosen point and its turn has come."""
    global _left
    if point != _name:
        return
    _left -= 1
    if _left == 0:
        os.kill(os.getpid(), signal.SIGKILL)

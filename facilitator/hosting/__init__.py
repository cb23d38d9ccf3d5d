"""What the service does with what people say: one module per subject, called by ``receive``.

These are shells around the pure core: they look up who and where, call the core, write its facts and
send its notices. They never touch a network.
"""

from facilitator.hosting.reception import receive
from facilitator.hosting.voice import say_refusal as refuse

__all__ = ["receive", "refuse"]

"""What an operator does beside running the service: set it up, look after it, get it going again.

Nothing here ever shows what a member wrote, a name or an address: an operator's screen is read over
shoulders and pasted into bug reports. Only ``assemble`` and the command line know this package.
"""

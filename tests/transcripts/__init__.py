"""Meetings as text: lines in, and what is seen out (the idea of etcd-io/raft's ``testdata``).

How to write one stands in ``language``; ``FACILITATOR_REWRITE=1`` writes the outcome into the files,
to be reviewed as a difference.
"""

"""Who hears what of a decision: its requests, receipts, objections, outcomes, and its card."""

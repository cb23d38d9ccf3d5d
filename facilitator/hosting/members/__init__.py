"""Members: who is meant, who may do what, and how those without chat are seen in rooms."""

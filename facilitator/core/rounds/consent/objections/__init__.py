"""What becomes of objections: examined, built in, carried unnamed, handed to the wider circle."""

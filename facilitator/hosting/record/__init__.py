"""The record: lines that people let us keep, asked for one by one, and minutes made of them."""

"""Exports: tables for people and their spreadsheets, and a whole show as one archive."""

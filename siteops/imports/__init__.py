"""Takes the office's files: bytes → rows → columns → a preview of the plan → one batch.

A page or a command does it in three steps: `uploads.keep(stream)` names the file by its sha256;
`examine(show, uploads.kept(sha256), wishes)` says what storing it would do (`.preview`, in the words of `.kind`);
`store(examined, origin)` does it. `wording` and `report` say it in words. What a list is about is known to its
kind alone: see `kind.py` for what a kind gives.
"""

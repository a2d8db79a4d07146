"""Takes the office's files: bytes → rows → columns → plan → preview → one batch.

A page or a command does it in three steps: `uploads.keep(stream)` names the file by its sha256;
`examine(show, uploads.kept(sha256), wishes)` says what storing it would do (`.preview`, and `.plan.headers`
for a form about the columns); `store(examined, origin)` does it. `wording` and `report` say it in words.
"""

"""Opens an uploaded file in a process of its own, under hard limits, and says its rows as JSON lines.

Nothing here imports the rest of SiteOps: a broken or hostile file can only kill this process, and
it starts in a tenth of a second. `reader.read()` starts it and understands what it says.

One line each: `{"sheet": name}` begins a sheet; `[line, cells]` or `[line, cells, filled]` is a row
that holds something (`line` as the file numbers it, from 1; `filled`: columns whose value comes
from a merged cell above); `{"problem": code, "line": n, …}` is something to report, with
`"fatal": true` when no more follows; `{"end": rows}` comes last and only when all was read.
A cell is text, a number, a truth value, null, or `{"date": "2027-03-26"}` (also `datetime`, `time`
in ISO 8601, `span` in seconds; `shown`: the digits that a number cell shows, such as `000413`).
"""

/** How quickly somebody scans. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { rate } from "../../static/scan/rate.js"

const MINUTE = 60_000

const cases = [
  ["too few say nothing", [0, 1, 2, 3], 4 * MINUTE, null],
  ["five in two and a half minutes are two a minute", [0, 0.5, 1, 1.5, 2], 2.5 * MINUTE, 2],
  ["a burst is not more a minute than were scanned", [0, 0.1, 0.2, 0.3, 0.4], 0.5 * MINUTE, 5],
  ["a break before the last ten minutes is no part of it", [0, 60, 61, 62, 63, 64], 65 * MINUTE, 1],
  ["a pause now slows the pace", [0, 1, 2, 3, 4], 10 * MINUTE, 0.5],
]

for (const [name, minutes, now, expected] of cases) test(name, () => assert.equal(rate(minutes.map((at) => at * MINUTE), now), expected))

/** What a clock at the show says: as the browser tells it, and by itself once it has learned how far the zone is ahead. */
import assert from "node:assert/strict"
import { beforeEach, mock, test } from "node:test"

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const WEEK = 7 * DAY
const SUMMER_ENDS = Date.UTC(2026, 9, 25, 1)

let visits = 0
/** @type {Map<string, string>} */
let disk

/** The module as a page that has just been opened has it. */
const opened = () => import(`../../../static/core/zone.js?visit=${visits += 1}`)

/** @param {string} zone @param {number} at */
const truth = (zone, at) => new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "short", timeZone: zone }).format(at)

beforeEach(() => {
  disk = new Map()
  globalThis.localStorage = { getItem: (key) => disk.get(key) ?? null, setItem: (key, value) => disk.set(key, value) }
  mock.timers.reset()
})

/** @param {number} now @param {() => void} work */
const at = async (now, work) => {
  mock.timers.enable({ apis: ["setTimeout", "Date"], now })
  await work()
  mock.timers.reset()
}

for (const zone of ["Europe/Berlin", "America/St_Johns", "Asia/Kathmandu", "Australia/Lord_Howe", "UTC"]) {
  test(`${zone}: the same before it is learned, after, and at the next start, over two weeks around`, async () => {
    const now = Date.UTC(2026, 10, 22, 23, 30)
    const instants = Array.from({ length: 400 }, (_, n) => now - WEEK + n * 50 * MINUTE)
    const wanted = instants.map((one) => truth(zone, one))
    await at(now, async () => {
      const first = await opened()
      first.tellTimesIn(zone)
      assert.deepEqual(instants.map(first.wall), wanted)
      mock.timers.tick(10_000)
      assert.equal(JSON.parse(disk.get("zone")).zone, zone)
      assert.deepEqual(instants.map(first.wall), wanted)
      const next = await opened()
      next.tellTimesIn(zone)
      assert.deepEqual(instants.map(next.wall), wanted)
    })
  })
}

test("what was learned is used without asking the browser, and for its own zone alone", async () => {
  const now = Date.UTC(2026, 10, 22, 12)
  disk.set("zone", JSON.stringify({ zone: "Europe/Berlin", from: now - 1, to: now + 1, ahead: 90 * MINUTE }))
  await at(now, async () => {
    const { date, tellTimesIn, timezone, wall } = await opened()
    tellTimesIn("Europe/Berlin")
    assert.deepEqual([wall(now), wall("2026-11-22T12:00:00.000Z"), date(now), timezone()], ["2026-11-22 13:30", "2026-11-22 13:30", "2026-11-22", "Europe/Berlin"])
    assert.equal(wall(now + 1), "2026-11-22 13:00")
    tellTimesIn("Asia/Tokyo")
    assert.equal(wall(now), "2026-11-22 21:00")
  })
})

for (const [when, hours, back, on] of [["an hour before", -1, 14, 0], ["five days before", -120, 14, 3], ["an hour after", 1, 0, 14], ["ten days after", 240, 7, 14]]) {
  test(`${when} the clocks change no more is learned than holds, and all is told right`, async () => {
    const now = SUMMER_ENDS + hours * 60 * MINUTE
    await at(now, async () => {
      const { tellTimesIn, wall } = await opened()
      tellTimesIn("Europe/Berlin")
      for (let round = 0; round < 2; round += 1) {
        assert.equal(wall(SUMMER_ENDS - MINUTE), "2026-10-25 02:59")
        assert.equal(wall(SUMMER_ENDS), "2026-10-25 02:00")
        mock.timers.tick(2_000)
      }
      const { from, to } = JSON.parse(disk.get("zone"))
      assert.deepEqual([now + 2_000 - from, to - now - 2_000], [back * DAY, on * DAY])
    })
  })
}

test("what is no instant is refused, and a storage that is shut or holds nonsense does no harm", async () => {
  const { tellTimesIn, wall } = await opened()
  tellTimesIn("Europe/Berlin")
  assert.throws(() => wall("yesterday"), RangeError)
  for (const kept of ["{", "7", "null", '{"zone":"Europe/Berlin"}']) {
    disk.set("zone", kept)
    const next = await opened()
    next.tellTimesIn("Europe/Berlin")
    assert.equal(next.wall(0), "1970-01-01 01:00")
  }
  globalThis.localStorage = { getItem: () => { throw new Error("SecurityError") } }
  const shut = await opened()
  shut.tellTimesIn("Europe/Berlin")
  assert.equal(shut.wall(0), "1970-01-01 01:00")
})

/**
 * What one screen shows first, kept where a start has it without waiting: the app's first frame then holds it, and not
 * ten thousand cases later. It holds for the build that made it, and goes with any change of rows or own entries. A
 * phone that dies may forget that it went, and another tab, still on another show, may bring its own back; the rows and
 * entries themselves, read right after, then say otherwise.
 */
import { learned, recall } from "./clock.js"
import { hear } from "./hub.js"
import * as local from "./local.js"
import { current } from "./people.js"
import { report, status } from "./status.js"
import { preview, sample, show, version } from "./world.js"

/** @typedef {import("./rows.js").Table} Table */

const KEPT = "glance"
/** What every screen's frame asks for, and names; a few hundred rows at most. */
const TABLES = ["me", "owner", "person", "person_state", "phase", "place", "show", "show_state", "slot"]
/** The build's own folder. */
const BUILD = new URL("..", import.meta.url).pathname

/** Be on the show as that screen last stood. Answers what it kept; null if it kept nothing. */
export const glance = () => {
  const kept = local.kept(KEPT)
  if (kept?.build !== BUILD) return null
  const tables = new Map(kept.tables.map((/** @type {[string, [string, object][]]} */ [name, rows]) => [name, new Map(rows)]))
  preview(kept.show, { tables, owns: kept.owns, cursor: kept.cursor })
  recall(kept.clock)
  report(kept.status)
  return kept.shown
}

/**
 * Keep what a screen shows; nothing that something has overtaken, and nothing once all have signed out.
 * @param {string|null} of the version it was made of
 * @param {unknown} shown as JSON can say it
 */
export const keep = (of, shown) => {
  if (of === null || of !== version() || !current()) return
  const { fresh, head, waiting, parked, carried, photos } = status
  const { tables, owns, cursor } = sample(TABLES)
  const record = {
    build: BUILD, show: show(), cursor, tables: [...tables].map(([name, table]) => [name, [...table]]),
    owns: owns.map((one) => ({ ...one, entry: { ...one.entry, private: undefined } })),
    clock: learned(), status: { fresh, head, waiting, parked, carried, photos }, shown,
  }
  local.keep(KEPT, record)
}

/** Keep nothing: it is not so any more, or not for whoever comes next. */
export const drop = () => local.forget(KEPT)

hear("own", drop)
hear("pulled", drop)
hear("people", () => { if (!current()) drop() })

/**
 * What one screen shows first, kept beside the rows that it follows from: a start then reads one record and not ten
 * thousand cases. It holds for the build that made it, and for the very rows and own entries that it was made of.
 */
import { known } from "./outbox.js"
import { glanced, summed } from "./pulled.js"
import { report } from "./status.js"
import { StorageFull, within } from "./store.js"
import { preview, some, version, versionOf } from "./world.js"

/** What every screen's frame asks for, and names; a few hundred rows at most. */
const TABLES = ["me", "owner", "person", "person_state", "phase", "place", "show", "show_state", "slot"]
/** The build's own folder. */
const BUILD = new URL("..", import.meta.url).pathname

/**
 * Be on a show as far as that screen needs it, before all of it is read. Answers what the screen kept; null if it kept
 * nothing, or that no longer holds.
 * @param {string} show
 */
export const glance = async (show) => {
  const [[cursor, kept], owns] = await Promise.all([summed(show), known(show)])
  if (!kept || !cursor || kept.build !== BUILD || kept.version !== versionOf(cursor, owns)) return null
  preview(show, { tables: kept.tables, owns, cursor })
  report({ fresh: cursor.at, head: cursor.head })
  return kept.shown
}

/**
 * Keep what a screen shows; nothing that something has overtaken.
 * @param {string} show
 * @param {string|null} of the version it was made of
 * @param {unknown} shown
 */
export const keep = async (show, of, shown) => {
  if (of === null || of !== version()) return
  const record = { build: BUILD, version: of, tables: some(TABLES), shown }
  try {
    await within((database) => database.put("pulled", record, glanced(show)))
  } catch (error) {
    // The next start takes longer; there is nothing to lose.
    if (!(error instanceof StorageFull)) throw error
  }
}

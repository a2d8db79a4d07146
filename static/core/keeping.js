/**
 * How safely this phone keeps what it holds: how much room is left, whether the browser may clear it away, and whether
 * all of it goes when the window closes.
 */
import { hear } from "./hub.js"
import { report } from "./status.js"
import { persist } from "./store.js"

/** Below this the next photos no longer fit; entries alone fit for long after. */
const SCARCE_BYTES = 40e6
const EVERY_MS = 60_000

/** Look now, and from time to time. */
export const keepMeasuring = async () => {
  hear("own", (detail) => { if (detail?.added?.entry.body.photo) void measure() })
  setInterval(measure, EVERY_MS)
  void persist().then((persisted) => report({ persisted }))
  report({ fleeting: await inPrivate() })
  await measure()
}

/** Ask how much room is left. */
export const measure = async () => {
  const told = await navigator.storage?.estimate?.().catch(() => null)
  const room = told?.quota ? Math.max(0, told.quota - (told.usage ?? 0)) : null
  report({ room, used: told?.usage ?? null, scarce: room !== null && room < SCARCE_BYTES })
}

/**
 * Whether this looks like a private window, from which everything is gone once it is closed. No browser says so, but
 * Firefox and Safari keep their file system from one, and an older Firefox its service workers.
 */
const inPrivate = async () => {
  if (!isSecureContext) return false
  if (!("serviceWorker" in navigator)) return true
  return await navigator.storage?.getDirectory?.().then(() => false, () => true) ?? false
}

/** The phone's app: shows at once what the phone knows by itself, then goes online. */
import "../core/early.js"
import { install } from "../core/shell.js"
import { calm } from "../core/calm.js"
import { glance } from "../core/glance.js"
import { connect, open, start } from "../core/start.js"
import { watch as watchStatus } from "../core/status.js"
import { beenHere } from "../core/store.js"
import { hear } from "../core/hub.js"
import { current } from "../core/people.js"
import { rows, watch } from "../core/world.js"
import { speak, t } from "../core/words.js"
import { tellTimesIn } from "../core/zone.js"
import "./folds.js"
import "./install-offer.js"
import { draw, mount, nameTabs, say } from "./frame.js"
import { gateOf } from "./gate.js"
import { recall as gatherHomeless } from "./limbo.js"
import { address, follow } from "./router.js"
import { HOME, ROUTES } from "./routes.js"
import { lookUp, openEarly, scanner } from "./session.js"
import { language } from "./settings.js"
import { wakeUp } from "./waking.js"
import { recall } from "./where.js"

/** Ages and lapses are looked at this often (ms). */
const TICK = 15_000

const gate = gateOf()

const begin = async () => {
  const spoken = speak(language())
  if (address().name === HOME) await beginAtScanner(spoken)
  else await beginElsewhere(spoken)
  gate.asked(await connect())
  await install()
}

/** The scanner is there at once; its camera takes as long to open as the show to be read. */
const beginAtScanner = async (/** @type {Promise<void>} */ spoken) => {
  await spoken
  const before = beenHere()
  if (before) openEarly()
  // A phone's first visit knows nothing: what is scanned meanwhile is kept.
  else wakeUp()
  show()
  await wake()
  void lookUp()
  if (before && !current()) await scanner.close()
}

/** The board is there as soon as its figures of the last visit are, if they still hold; all else is read behind it. */
const beginElsewhere = async (/** @type {Promise<void>} */ spoken) => {
  const room = ROUTES[address().name].load().catch(() => null)
  const opening = open()
  const early = address().name === "board" && await glimpsed(opening).catch(() => false)
  await spoken
  if (early) {
    changed()
    show()
    await calm()
  }
  await Promise.all([wake(opening), room])
  if (!early) show()
}

/** @param {Promise<string|null>} opening */
const glimpsed = async (opening) => {
  const id = await opening
  const [room, summary] = await Promise.all([import("../board/figures.js").catch(() => null), id && glance(id)])
  if (!room || !summary) return false
  room.recall(summary)
  return true
}

/** Read what this phone knows. Where that fails, a scan must say so and not wait for it for ever. */
const wake = async (opening = open()) => {
  try {
    await start(opening)
    await Promise.all([recall(), gatherHomeless()])
  } finally {
    wakeUp()
  }
  changed()
}

/** Take the page over, and follow whatever changes. */
const show = () => {
  mount(gate.view)
  nameTabs()
  // A screen may take long to open (the camera, the decoder); who is here and what waits must not wait for that.
  void follow()
  watch(changed)
  watchStatus(draw)
  hear("people", draw)
  setInterval(draw, TICK)
}

const changed = () => {
  tellTimesIn(rows("show")[0]?.timezone ?? "UTC")
  draw()
}

addEventListener("unhandledrejection", () => say(t("That did not work. Try it again; if it stays so, tell your lead."), { tone: "stop" }))

await begin()

/** The phone's app: shows at once what the phone knows by itself, then goes online. */
import "../core/early.js"
import { install } from "../core/shell.js"
import { calm } from "../core/calm.js"
import { glance } from "../core/glance.js"
import { connect, start } from "../core/start.js"
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
  if (before && !current()) await scanner.close()
}

/** The board is in the first frame as it last stood (in the next one, where words must be fetched); all is read behind it, once that has been seen and touched. */
const beginElsewhere = async (/** @type {Promise<void>} */ spoken) => {
  const { name } = address()
  const early = name === "board" && await glimpsed().catch(() => false)
  if (early) {
    await spoken
    changed()
    show()
    await calm()
  }
  const room = ROUTES[name].load().catch(() => null)
  await Promise.all([wake(), room, spoken])
  if (!early) show()
}

const glimpsed = async () => {
  const summary = glance()
  const room = summary && await import("../board/figures.js").catch(() => null)
  room?.recall(summary)
  return Boolean(room)
}

/** Read what this phone knows. Where that fails, a scan must say so and not wait for it for ever. */
const wake = async () => {
  try {
    await start()
    await Promise.all([recall(), gatherHomeless()])
  } finally {
    wakeUp()
  }
  changed()
  // Somebody may have gone to the scanner before it was known who holds the phone.
  void lookUp()
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

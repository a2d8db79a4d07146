// Runs before the first paint, so that a dark stage is never lit by a white page. Classic and blocking on purpose.
{
  const { dataset: { font }, src } = /** @type {HTMLScriptElement} */ (document.currentScript)
  const kept = (/** @type {string} */ key) => {
    try {
      return localStorage.getItem(key)
    } catch {
      return null // No storage in this browser mode.
    }
  }
  const add = (/** @type {HTMLElement} */ element) => document.head.append(element)
  try {
    Object.assign(document.documentElement.dataset, JSON.parse(kept("look") ?? "{}"))
  } catch {
    // Nothing of ours: the system's theme holds.
  }
  // Where this phone was here before it has the letters: asked for now, they are in the first frame, and nothing is laid out twice.
  if (kept("siteops-device")) add(Object.assign(document.createElement("link"), { rel: "preload", as: "font", type: "font/woff2", crossOrigin: "", href: font }))
  // All rooms but the scanner are in the app's second script: asked for now, it comes along with the first.
  if (!/^(#scan)?$/.test(location.hash)) {
    const rooms = Object.assign(document.createElement("script"), { id: "rooms", src: new URL("../scan/rooms.js", src).href })
    // What is no script of ours is asked for once more when it is needed.
    rooms.onerror = rooms.onload = () => { if (!("$open" in self)) rooms.remove() }
    // Where the board can be in the first frame, no frame comes before it.
    if (location.hash === "#board" && kept("glance")) rooms.setAttribute("blocking", "render")
    add(rooms)
  }
}

/**
 * Keeps the app on the phone. The server puts one line before this file:
 *   self.BUILD = "4f0c…", self.FILES = ["/static/4f0c…/core/start.js", …]
 * so that any change of any file is a new worker.
 *
 * A build is kept whole or not at all. The last two stay, so that a page of the old one, still open with a queue, finds
 * its modules even when the server no longer has them. The worker serves the field shell and static files and nothing
 * else; entries are the page's business and lie in IndexedDB, which no update touches.
 */
const { BUILD, FILES } = /** @type {{BUILD: string, FILES: string[]}} */ (/** @type {unknown} */ (self))
const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self))

const SHELL = "/field"
const PREFIX = "app-"
/** Where a build says when it came, in its own cache. */
const STAMP = "/static/at"
const KEEP = 2

worker.addEventListener("install", (event) => event.waitUntil(Promise.all([install(), route(event)])))
worker.addEventListener("activate", (event) => event.waitUntil(activate()))
worker.addEventListener("fetch", (event) => {
  const { method, url } = event.request
  const { origin, pathname } = new URL(url)
  if (method !== "GET" || origin !== worker.location.origin) return
  if (pathname === SHELL && event.request.mode === "navigate") event.respondWith(shell(event.request))
  if (pathname.startsWith("/static/")) event.respondWith(file(event.request))
})

const install = async () => {
  const cache = await caches.open(PREFIX + BUILD)
  // What is served for ever under its hash may come from the browser's cache; the shell must be this build's.
  await Promise.all([store(cache, SHELL, "reload"), ...FILES.map((path) => store(cache, path, "default"))])
  await cache.put(STAMP, new Response(String(Date.now())))
  await worker.skipWaiting()
}

/**
 * Let the browser take this build's answers from its cache by itself: it need not wake this worker first. What is not
 * there it asks the network for; a browser that cannot (Chrome before 123), or will not, asks this worker.
 * @param {ExtendableEvent & {addRoutes?: (routes: object[]) => Promise<void>}} event
 */
const route = async (event) => {
  const source = { cacheName: PREFIX + BUILD }
  const routes = [
    { condition: { urlPattern: { pathname: SHELL }, requestMode: "navigate" }, source },
    { condition: { urlPattern: { pathname: `/static/${BUILD}/*` }, requestMethod: "get" }, source },
  ]
  try {
    await event.addRoutes?.(routes)
  } catch {
    // Routes save time; the app must come onto the phone without them.
  }
}

/** @param {Cache} cache @param {string} path @param {RequestCache} how */
const store = async (cache, path, how) => {
  const response = await fetch(path, { cache: how })
  // A redirect is a sign-in page or a captive portal, not the file.
  if (!response.ok || response.redirected) throw new Error(`${path}: ${response.status}`)
  await cache.put(path, path === SHELL ? await plain(response) : response)
}

/**
 * The shell as it is kept: the same for everybody, so whatever language the browser asks in next.
 * @param {Response} response
 */
const plain = async (response) => {
  const text = await response.text()
  // Another build went live in between: its shell would ask for files that this one does not hold.
  if (!text.includes(BUILD)) throw new Error("the shell is of another build")
  const headers = new Headers(response.headers)
  headers.delete("Vary")
  return new Response(text, { headers })
}

const activate = async () => {
  const builds = await Promise.all((await caches.keys()).filter((name) => name.startsWith(PREFIX)).map(aged))
  const old = builds.sort((a, b) => b.at - a.at).slice(KEEP)
  await Promise.all(old.map(({ name }) => caches.delete(name)))
  await worker.clients.claim()
}

/** @param {string} name */
const aged = async (name) => {
  const stamp = await (await caches.open(name)).match(STAMP)
  return { name, at: stamp ? Number(await stamp.text()) : 0 }
}

/** @param {Request} request */
const shell = async (request) => (await (await caches.open(PREFIX + BUILD)).match(SHELL)) ?? fetch(request)

/** @param {Request} request */
const file = async (request) => (await caches.match(request, { ignoreSearch: true })) ?? fetch(request)

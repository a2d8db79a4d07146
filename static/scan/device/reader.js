/**
 * The engine that reads codes out of pixels: zxing-cpp as WebAssembly, in a worker or (for measuring) in a page. Where
 * WebAssembly may not run, a slow one in plain JavaScript, good enough for a photo.
 */

/** Glue and WebAssembly must be of one version, so both come from one folder. */
const ENGINE = new URL("../../vendor/zxing-wasm-3.1.4/dist/", import.meta.url)
const PLAIN = new URL("../../vendor/qr-0.7.0/decode.js", import.meta.url)

/**
 * @typedef {{x: number, y: number}} Point as parts of the picture's width and height, 0 to 1
 *
 * @typedef {object} Reading
 * @property {string} text
 * @property {string} format "QRCode", "Code128" or "Code39"
 * @property {Point[]} corners clockwise, beginning at the code's own top left
 *
 * @typedef {object} Wish
 * @property {boolean} [denoise] costs twice the time of an empty picture, finds dirty, badly printed and white codes
 * @property {boolean} [linear] bar codes too, for labels of others
 *
 * @typedef {(pixels: ImageData, wish?: Wish) => Promise<Reading[]>} Read
 */

/** More labels than anybody aims at; the engine stops looking there. */
const MOST = 16

/**
 * The function that reads, warmed: the first call costs no more than those after it.
 * Rejects if the engine cannot be fetched or may not run.
 * @returns {Promise<Read>}
 */
export async function loadReader() {
  if (typeof WebAssembly !== "object") return loadPlain()
  const engine = await import(new URL("es/reader/index.js", ENGINE).href)
  const locateFile = (/** @type {string} */ name) => new URL(`reader/${name}`, ENGINE).href
  await engine.prepareZXingModule({ overrides: { locateFile }, fireImmediately: true })
  /** @type {Read} */
  const read = async (pixels, wish = {}) => {
    const results = await engine.readBarcodes(pixels, optionsFor(wish))
    return results.filter(readable).map((/** @type {Result} */ each) => readingOf(each, pixels))
  }
  await read(new ImageData(640, 360))
  return read
}

/** Reads one QR code in a picture, whatever is wished for. @returns {Promise<Read>} */
async function loadPlain() {
  const { decodeQR } = await import(PLAIN.href)
  return async (pixels) => {
    try {
      return [{ text: decodeQR(pixels), format: "QRCode", corners: WHOLE }]
    } catch {
      return [] // It throws where it finds none.
    }
  }
}

/** Where in the picture nobody knows. @type {Point[]} */
const WHOLE = [{ x: 0, y: 0 }, { x: 1, y: 0 }, { x: 1, y: 1 }, { x: 0, y: 1 }]

/** @param {Wish} wish */
const optionsFor = ({ denoise = false, linear = false }) => ({
  formats: linear ? ["QRCode", "Code128", "Code39"] : ["QRCode"],
  tryHarder: true,
  tryDenoise: denoise,
  // White on black is rare, and looking for it as dear as looking for noise; only bar codes must be turned.
  tryInvert: denoise,
  tryRotate: linear,
  maxNumberOfSymbols: MOST,
})

/**
 * @typedef {object} Result what the engine gives, as far as we use it
 * @property {boolean} isValid
 * @property {string} text
 * @property {string} format
 * @property {Record<"topLeft" | "topRight" | "bottomRight" | "bottomLeft", Point>} position in pixels
 */

/** @param {Result} result */
const readable = (result) => result.isValid && result.text !== ""

/** @param {Result} result @param {ImageData} pixels @returns {Reading} */
function readingOf({ text, format, position }, { width, height }) {
  const { topLeft, topRight, bottomRight, bottomLeft } = position
  const corners = [topLeft, topRight, bottomRight, bottomLeft].map(({ x, y }) => ({ x: x / width, y: y / height }))
  return { text, format, corners }
}

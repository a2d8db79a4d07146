/** Pictures somebody took or picked: a code read out of one, or one made ready to be sent. */

/**
 * not-a-picture: this browser cannot open it. heic: an iPhone's own format, which only Apple's browsers open.
 * too-large: the phone has no memory for it. no-code: no code found. unable: no decoder in this browser, see Decoder.
 * @typedef {"not-a-picture" | "heic" | "too-large" | "no-code" | "unable"} PhotoProblem
 */

/** Says in `problem` why a photo is of no use. */
export class PhotoError extends Error {
  /** @param {PhotoProblem} problem */
  constructor(problem) {
    super(problem)
    this.problem = problem
  }
}

/** Small first: it is quick and averages noise away. Then large, for a code in a corner of a wide picture. */
const CODE_SIDES = [1600, 3000]

/**
 * The code in a photo, the one nearest to its middle. Throws `PhotoError`.
 * @param {Blob} file
 * @param {{read: (picture: ImageData) => Promise<import("./reader.js").Reading[]>}} decoder
 */
export async function readPhoto(file, decoder) {
  const picture = await opened(file)
  for (const side of CODE_SIDES) {
    const easel = drawn(picture, side)
    const [found] = await decoder.read(easel.getImageData(0, 0, easel.canvas.width, easel.canvas.height)).catch(unable)
    if (found) return found
    if (Math.max(...sizeOf(picture)) <= side) break
  }
  throw new PhotoError("no-code")
}

/**
 * The photo as it is kept and sent: a JPEG of at most `longest` pixels a side, upright, without the place and the
 * phone's name that cameras write into their files. Throws `PhotoError`.
 * @param {Blob} file
 * @returns {Promise<{blob: Blob, sha256: string, width: number, height: number}>} sha256 in hex
 */
export async function preparePhoto(file, { longest = 2048, quality = 0.82 } = {}) {
  const { canvas } = drawn(await opened(file), longest)
  const blob = await encoded(canvas, quality)
  const { width, height } = canvas
  return { blob, sha256: hex(await crypto.subtle.digest("SHA-256", await blob.arrayBuffer())), width, height }
}

/** @returns {never} */
function unable() {
  throw new PhotoError("unable")
}

/** @param {Blob} file @returns {Promise<ImageBitmap | HTMLImageElement>} */
async function opened(file) {
  try {
    return await createImageBitmap(file)
  } catch {
    // Pictures beyond a bitmap's memory, and formats that some browsers open in an element only.
    return openedByElement(file)
  }
}

/** @param {Blob} file */
async function openedByElement(file) {
  const url = URL.createObjectURL(file)
  try {
    const image = Object.assign(new Image(), { src: url })
    await image.decode()
    return image
  } catch {
    throw new PhotoError((await isHeic(file)) ? "heic" : "not-a-picture")
  } finally {
    URL.revokeObjectURL(url)
  }
}

/** By its first bytes, since phones name such files as they like. @param {Blob} file */
async function isHeic(file) {
  const head = new TextDecoder("latin1").decode(await file.slice(4, 12).arrayBuffer())
  return /^ftyp(?:hei[cfmsx]|hev[cmsx]|mif1|msf1)/.test(head)
}

/** @param {ImageBitmap | HTMLImageElement} picture @returns {[number, number]} */
const sizeOf = (picture) =>
  picture instanceof ImageBitmap ? [picture.width, picture.height] : [picture.naturalWidth, picture.naturalHeight]

/**
 * The picture on a canvas, on white where it is transparent.
 * @param {ImageBitmap | HTMLImageElement} picture
 * @param {number} longest in pixels
 */
function drawn(picture, longest) {
  const [wide, high] = sizeOf(picture)
  const scale = Math.min(1, longest / Math.max(wide, high))
  const [width, height] = [wide, high].map((side) => Math.max(1, Math.round(side * scale)))
  const easel = Object.assign(document.createElement("canvas"), { width, height }).getContext("2d")
  if (!easel) throw new PhotoError("too-large")
  Object.assign(easel, { imageSmoothingQuality: "high", fillStyle: "#fff" })
  easel.fillRect(0, 0, width, height)
  easel.drawImage(picture, 0, 0, width, height)
  return easel
}

/**
 * JPEG, for iOS cannot write WebP from a canvas.
 * @param {HTMLCanvasElement} canvas
 * @param {number} quality
 * @returns {Promise<Blob>}
 */
const encoded = (canvas, quality) =>
  new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new PhotoError("too-large"))), "image/jpeg", quality)
  })

/** @param {ArrayBuffer} bytes */
const hex = (bytes) => Array.from(new Uint8Array(bytes), (each) => each.toString(16).padStart(2, "0")).join("")

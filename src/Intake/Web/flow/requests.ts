// The only requests of this page. Each has an upper bound in time and in bytes; none carries a secret or plain text.

import type { Bytes } from "@integrity-channel/crypto";

/** Why an exchange brought no usable answer. `stopped` is the reporter's own act. */
export class ExchangeFailed extends Error {
  readonly reason: "network" | "stopped" | "refused";

  constructor(reason: "network" | "stopped" | "refused") {
    super(reason);
    this.reason = reason;
  }
}

const shortWait = 60_000;
const longWait = 300_000;
const documentLimit = 4 * 1024 * 1024;

export const fetchDirectory = (): Promise<Bytes> => exchange("GET", "/d", null, shortWait);
export const fetchChain = (): Promise<Bytes> => exchange("GET", "/d/chain", null, shortWait);
export const requestNonce = (): Promise<Bytes> => exchange("POST", "/r/hello", new Uint8Array(0), shortWait);
export const openList = (login: Bytes): Promise<Bytes> => exchange("POST", "/r/open", login, longWait);

async function exchange(method: string, path: string, body: Bytes | null, wait: number): Promise<Bytes> {
  const init: RequestInit = { method, credentials: "omit", cache: "no-store", redirect: "error", signal: AbortSignal.timeout(wait) };
  if (body !== null) {
    init.body = body as BodyInit;
    init.headers = { "Content-Type": "application/octet-stream" };
  }
  try {
    const answer = await fetch(path, init);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    if (!answer.ok || bytes.length > documentLimit) {
      throw new ExchangeFailed("refused");
    }
    return bytes;
  } catch (problem) {
    throw problem instanceof ExchangeFailed ? problem : new ExchangeFailed("network");
  }
}

/** Puts an object. */
export const putObject = (bytes: Bytes, signal: AbortSignal, progress: (sent: number) => void): Promise<Bytes> => send("/r/put", bytes, signal, progress);

/** Sends bytes and says how far it came. Answers of every status have the same shape, so the body is returned whatever the status. */
export function send(path: string, bytes: Bytes, signal: AbortSignal, progress: (sent: number) => void): Promise<Bytes> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", path);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.responseType = "arraybuffer";
    request.timeout = longWait;
    const fail = (): void => { reject(new ExchangeFailed(signal.aborted ? "stopped" : "network")); };
    request.upload.onprogress = (event) => { progress(event.loaded); };
    request.onload = () => { resolve(new Uint8Array(request.response as ArrayBuffer)); };
    request.onerror = fail;
    request.ontimeout = fail;
    request.onabort = fail;
    const stop = (): void => { request.abort(); };
    signal.addEventListener("abort", stop);
    request.onloadend = () => { signal.removeEventListener("abort", stop); };
    if (signal.aborted) {
      fail();
    } else {
      request.send(bytes as XMLHttpRequestBodyInit);
    }
  });
}

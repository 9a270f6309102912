// The only door to the host. Answers are read once, bounded, and never shown; a failure is one of a closed list.

import type { Bytes } from "@integrity-channel/crypto";

/** Why a request brought nothing: no connection, not signed in (any more), slowed down, refused, or not understood. */
export type RequestFailure = "connection" | "signed-out" | "slowed" | "conflict" | "refused" | "malformed";

export class RequestFailed extends Error {
  readonly failure: RequestFailure;
  /** Seconds to wait when slowed. */
  readonly seconds: number;
  /** The number of docs/errors.md, and the word that says which part was refused; null where the host gave none. */
  readonly code: string | null;
  readonly reason: string | null;

  constructor(failure: RequestFailure, seconds = 0, code: string | null = null, reason: string | null = null) {
    super(failure);
    this.failure = failure;
    this.seconds = seconds;
    this.code = code;
    this.reason = reason;
  }
}

export type Method = "GET" | "POST" | "PUT";

interface Call {
  readonly method?: Method;
  readonly json?: unknown;
  readonly bytes?: Bytes;
  readonly antiforgery?: string;
  /** Without the session's cookie: the host must not know who asks. */
  readonly anonymous?: boolean;
}

/** More than any answer of the host; a longer one is refused unread. */
const largestAnswer = 256 * 1024 * 1024;

async function send(path: string, call: Call): Promise<Response> {
  const headers = new Headers();
  if (call.antiforgery !== undefined) {
    headers.set("X-Antiforgery", call.antiforgery);
  }
  if (call.json !== undefined) {
    headers.set("Content-Type", "application/json");
  } else if (call.bytes !== undefined) {
    headers.set("Content-Type", "application/octet-stream");
  }
  const body = call.json === undefined ? call.bytes : JSON.stringify(call.json);
  try {
    return await fetch(path, {
      method: call.method ?? "GET",
      headers,
      cache: "no-store",
      credentials: call.anonymous === true ? "omit" : "same-origin",
      redirect: "error",
      ...(body === undefined ? {} : { body: body as BodyInit }),
    });
  } catch {
    throw new RequestFailed("connection");
  }
}

/** Sends and returns the answer's bytes; `accept` lists statuses beside 2xx whose body the caller reads itself. */
export async function call(path: string, options: Call = {}, accept: readonly number[] = []): Promise<{ status: number; bytes: Bytes }> {
  const response = await send(path, options);
  if (!response.ok && !accept.includes(response.status)) {
    throw await refusal(response);
  }
  if (Number(response.headers.get("Content-Length") ?? 0) > largestAnswer) {
    throw new RequestFailed("malformed");
  }
  try {
    return { status: response.status, bytes: new Uint8Array(await response.arrayBuffer()) };
  } catch {
    throw new RequestFailed("connection");
  }
}

async function refusal(response: Response): Promise<RequestFailed> {
  const { code, reason, seconds } = await refusalBody(response);
  switch (response.status) {
    case 401:
      return new RequestFailed("signed-out");
    case 409:
      return new RequestFailed("conflict", 0, code, reason);
    case 429:
      return new RequestFailed("slowed", seconds, code);
    default:
      return new RequestFailed(response.status >= 500 ? "connection" : "refused", 0, code, reason);
  }
}

/** A refusal holds a number and sometimes a word or a time; anything else in it is passed over. */
async function refusalBody(response: Response): Promise<{ code: string | null; reason: string | null; seconds: number }> {
  const word = (value: unknown, shape: RegExp) => (typeof value === "string" && shape.test(value) ? value : null);
  try {
    const body = (await response.json()) as { code?: unknown; reason?: unknown; seconds?: unknown };
    const { seconds } = body;
    const wait = typeof seconds === "number" && Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds) : 60;
    return { code: word(body.code, /^E-\d\d$/u), reason: word(body.reason, /^[a-z-]{1,20}$/u), seconds: wait };
  } catch {
    return { code: null, reason: null, seconds: 60 };
  }
}

/** A JSON answer. Its shape is the host's promise (wire.ts); what the page trusts is verified from the bytes inside it. */
export async function callJson<T>(path: string, options: Call = {}): Promise<T> {
  const { bytes } = await call(path, options);
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as T;
  } catch {
    throw new RequestFailed("malformed");
  }
}

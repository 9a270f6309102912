import { ascii, concat, wipe, type Bytes } from "./bytes.ts";
import { deriveCodeKeys, wipeCodeKeys } from "./code.ts";
import { SicError } from "./failure.ts";
import { deriveKey, labelledHash } from "./hash.ts";
import * as Label from "./labels.ts";
import { ed25519KeyPair, ed25519Sign } from "./primitives.ts";
import { requireStrongParameters, type PassphraseParameters } from "./passphraseparameters.ts";

const nonceLength = 52;

function checkedNonce(nonce: Bytes): Bytes {
  if (nonce.length !== nonceLength) throw new SicError("malformed");
  return nonce;
}

export interface ReporterLoginInput {
  readonly secret: Bytes;
  readonly orgId: Bytes;
  /** The exact web origin of the host, one of the directory's. */
  readonly origin: string;
  /** From POST /r/hello. */
  readonly nonce: Bytes;
}

/** The body of POST /r/open: mailbox_id 32 ‖ nonce 52 ‖ signature 64. */
export function signReporterLogin({ secret, orgId, origin, nonce }: ReporterLoginInput): Bytes {
  const keys = deriveCodeKeys(secret, orgId);
  const message = labelledHash(Label.signLogin, ascii(origin), orgId, keys.mailboxId, checkedNonce(nonce));
  const body = concat(keys.mailboxId, nonce, ed25519Sign(keys.auth.seed, message));
  wipeCodeKeys(keys);
  return body;
}

export interface OfficerLoginInput {
  /** 32 bytes of Argon2id over the passphrase; wiped by the caller. */
  readonly argon: Bytes;
  readonly parameters: PassphraseParameters;
  readonly orgId: Bytes;
  readonly officerId: Bytes;
  readonly origin: string;
  /** From POST /o/hello. */
  readonly nonce: Bytes;
}

/** The signature for POST /o/sign-in. The passphrase and what Argon2id makes of it never leave the browser. */
export function signOfficerLogin({ argon, parameters, orgId, officerId, origin, nonce }: OfficerLoginInput): Bytes {
  requireStrongParameters(parameters);
  const seed = deriveKey(argon, Label.loginSeed);
  const message = labelledHash(Label.signOfficerLogin, ascii(origin), orgId, officerId, checkedNonce(nonce));
  const signature = ed25519Sign(seed, message);
  wipe(seed);
  return signature;
}

/** What the server stores at enrolment to check sign-ins with. */
export function officerLoginKey(argon: Bytes): Bytes {
  const seed = deriveKey(argon, Label.loginSeed);
  const { publicKey } = ed25519KeyPair(seed);
  wipe(seed);
  return publicKey;
}

// The host's actions by name, each one request. Nothing here holds a key or a text in clear.

import type { Bytes, ContainerPart, PartAnswer } from "@integrity-channel/crypto";
import { encodePart, readPartAnswer } from "@integrity-channel/crypto";
import { fromBase64, toBase64 } from "./base64.ts";
import type { CivilDay } from "./days.ts";
import { call, callJson } from "./http.ts";
import type {
  AbsenceAnswer, CasesAnswer, HelloAnswer, InvitationAnswer, InvitationMade, InvitationWish, MailAnswer, PassphraseRequest, PeopleAnswer, PublishedAnswer, RecoveriesAnswer, RecoveryStored, RecoveryWish,
  SessionAnswer,
  SessionsAnswer, SetUpAnswer, StatusAnswer, TestMailAnswer, VaultAnswer,
} from "./wire.ts";

export const hello = (name: string) => callJson<HelloAnswer>("/o/hello", { method: "POST", json: { name } });

export const signIn = async (officerId: string, nonce: string, signature: Bytes) => {
  await call("/o/sign-in", { method: "POST", json: { officerId, nonce, signature: toBase64(signature) } });
};

export const showSession = () => callJson<SessionAnswer>("/o/session");

/** Whether the one-time code of the console is right, and what the set-up needs to know. */
export const checkSetUpCode = (secret: Bytes) => callJson<SetUpAnswer>("/s/code", { method: "POST", bytes: secret });

export const sendSetUpMail = (body: Bytes) => callJson<TestMailAnswer>("/s/mail", { method: "POST", bytes: body });

export const beginOrganisation = async (body: Bytes) => {
  await call("/s/organisation", { method: "POST", bytes: body });
};

export const showInvitation = (secret: Bytes) => callJson<InvitationAnswer>("/o/invitation", { method: "POST", bytes: secret });

export const enrolPerson = async (body: Bytes) => {
  await call("/o/enrol", { method: "POST", bytes: body });
};

/** What a signed-in page may ask; every writing request carries the antiforgery value of its session. */
export class Host {
  readonly #antiforgery: string;

  constructor(antiforgery: string) {
    this.#antiforgery = antiforgery;
  }

  async signOut(): Promise<void> {
    await call("/o/sign-out", { method: "POST", antiforgery: this.#antiforgery });
  }

  async signOutEverywhere(): Promise<void> {
    await call("/o/sign-out/everywhere", { method: "POST", antiforgery: this.#antiforgery });
  }

  async listSessions(): Promise<SessionsAnswer["sessions"]> {
    return (await callJson<SessionsAnswer>("/o/sessions")).sessions;
  }

  async endSession(session: string): Promise<void> {
    await call("/o/sessions/end", { method: "POST", json: { session }, antiforgery: this.#antiforgery });
  }

  /** False when another page stored a newer vault meanwhile; nothing was changed then. */
  async changePassphrase(request: PassphraseRequest): Promise<boolean> {
    return (await call("/o/passphrase", { method: "POST", json: request, antiforgery: this.#antiforgery }, [409])).status !== 409;
  }

  async showAbsence(): Promise<AbsenceAnswer["away"]> {
    return (await callJson<AbsenceAnswer>("/o/absence")).away;
  }

  async setAbsence(away: AbsenceAnswer["away"]): Promise<void> {
    await call("/o/absence", { method: "PUT", json: { away }, antiforgery: this.#antiforgery });
  }

  async readVault(): Promise<{ version: number; vault: Bytes }> {
    const { version, vault } = await callJson<VaultAnswer>("/o/vault");
    return { version, vault: fromBase64(vault) };
  }

  /** False when another page stored a newer vault meanwhile. */
  async storeVault(ifVersion: number, version: number, vault: Bytes): Promise<boolean> {
    const json = { ifVersion, version, vault: toBase64(vault) };
    return (await call("/o/vault", { method: "PUT", json, antiforgery: this.#antiforgery }, [409])).status !== 409;
  }

  async publishFreshness(bytes: Bytes): Promise<void> {
    await call("/o/freshness", { method: "POST", bytes, antiforgery: this.#antiforgery });
  }

  async publishCertificate(bytes: Bytes): Promise<void> {
    await call("/o/certificate", { method: "POST", bytes, antiforgery: this.#antiforgery });
  }

  listCases(): Promise<CasesAnswer> {
    return callJson<CasesAnswer>("/o/cases");
  }

  /** The sealed list of one case; null when this officer is no reader of it or it does not exist, which look the same. */
  async readCase(reportId: string): Promise<Bytes | null> {
    const { status, bytes } = await call(`/o/cases/${reportId}`, {}, [404]);
    return status === 404 ? null : bytes;
  }

  /** The host's answer of fixed size, whatever its status. */
  async put(object: Bytes): Promise<Bytes> {
    return (await call("/o/put", { method: "POST", bytes: object, antiforgery: this.#antiforgery }, [400, 409, 413, 503])).bytes;
  }

  /** As put, for a grant with the wraps that belong to it. */
  async grant(request: Bytes): Promise<Bytes> {
    return (await call("/o/grant", { method: "POST", bytes: request, antiforgery: this.#antiforgery }, [400, 409, 413, 503])).bytes;
  }

  /** One part of the files of an object, as ciphertext. */
  async readPart(reportId: Bytes, objectId: Bytes, index: number): Promise<Bytes> {
    return (await call(`/o/cases/${toBase64(reportId)}/containers/${toBase64(objectId)}/${index}`)).bytes;
  }

  /** Stores one sealed part under an upload; the same part again is the same. */
  async putPart(uploadId: Bytes, part: ContainerPart): Promise<PartAnswer> {
    const answer = await call("/o/part", { method: "POST", bytes: encodePart(uploadId, part), antiforgery: this.#antiforgery }, [400, 409, 413, 503]);
    return readPartAnswer(answer.bytes);
  }

  showMail(): Promise<MailAnswer> {
    return callJson<MailAnswer>("/a/mail");
  }

  sendTestMail(to: string): Promise<TestMailAnswer> {
    return callJson<TestMailAnswer>("/a/mail/test", { method: "POST", json: { to }, antiforgery: this.#antiforgery });
  }

  showStatus(): Promise<StatusAnswer> {
    return callJson<StatusAnswer>("/a/status");
  }

  async retryJobs(): Promise<void> {
    await call("/a/jobs/retry", { method: "POST", antiforgery: this.#antiforgery });
  }

  listRecoveries(): Promise<RecoveriesAnswer> {
    return callJson<RecoveriesAnswer>("/o/recoveries");
  }

  async askRecovery(wish: RecoveryWish): Promise<void> {
    await call("/a/recoveries", { method: "POST", json: wish, antiforgery: this.#antiforgery });
  }

  async changeRecovery(recoveryId: string, act: "agree" | "withdraw"): Promise<void> {
    await call(`/o/recoveries/${recoveryId}/${act}`, { method: "POST", json: {}, antiforgery: this.#antiforgery });
  }

  async takeRecovery(recoveryId: string): Promise<Bytes> {
    return (await call(`/a/recoveries/${recoveryId}/request`)).bytes;
  }

  storeRecovery(recoveryId: string, answer: Bytes): Promise<RecoveryStored> {
    return callJson<RecoveryStored>(`/a/recoveries/${recoveryId}/answer`, { method: "POST", bytes: answer, antiforgery: this.#antiforgery });
  }

  listPeople(): Promise<PeopleAnswer> {
    return callJson<PeopleAnswer>("/a/people");
  }

  invite(wish: InvitationWish): Promise<InvitationMade> {
    return callJson<InvitationMade>("/a/invitations", { method: "POST", json: wish, antiforgery: this.#antiforgery });
  }

  async withdrawInvitation(invitationId: string): Promise<void> {
    await call(`/a/invitations/${invitationId}/withdraw`, { method: "POST", json: {}, antiforgery: this.#antiforgery });
  }

  async changeActivity(officerId: string, act: "deactivate" | "reactivate"): Promise<void> {
    await call(`/a/people/${officerId}/${act}`, { method: "POST", json: {}, antiforgery: this.#antiforgery });
  }

  async notePerson(officerId: string, trainedOn: CivilDay | null, decision: string | null): Promise<void> {
    await call(`/a/people/${officerId}/note`, { method: "POST", json: { trainedOn, decision }, antiforgery: this.#antiforgery });
  }

  async requestDirectory(): Promise<Bytes> {
    return (await call("/a/directory-request")).bytes;
  }

  uploadDirectory(directory: Bytes): Promise<PublishedAnswer> {
    return callJson<PublishedAnswer>("/a/directory", { method: "POST", bytes: directory, antiforgery: this.#antiforgery });
  }
}

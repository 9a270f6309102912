// What the host and this page say to each other in JSON. Bytes are base64url without padding; days are civil days.

import type { CivilDay } from "./days.ts";

export interface HelloAnswer {
  readonly officerId: string;
  readonly salt: string;
  readonly memoryKib: number;
  readonly iterations: number;
  readonly nonce: string;
  readonly orgId: string;
}

export interface SessionAnswer {
  readonly officerId: string;
  readonly name: string;
  readonly role: number;
  readonly antiforgery: string;
  readonly day: CivilDay;
  readonly zone: string;
  readonly idleMinutes: number;
  readonly administrator: boolean;
  readonly vkId: string;
  readonly vkWrap: string;
  readonly salt: string;
  readonly memoryKib: number;
  readonly iterations: number;
}

export interface VaultAnswer {
  readonly version: number;
  readonly vault: string;
}

export type ClockState = "future" | "now" | "near" | "overdue" | "done";

export interface NextDate {
  readonly what: "acknowledge" | "feedback" | "none";
  readonly by: CivilDay | null;
  readonly daysLeft: number | null;
  readonly state: ClockState;
}

export interface WireHead {
  /** Officer id; zeros = reporter; FFs = channel. */
  readonly author: string;
  readonly stream: number;
  readonly seq: number;
}

export interface WireCase {
  readonly caseNumber: string;
  readonly reportId: string;
  readonly received: CivilDay;
  readonly acknowledgeBy: CivilDay;
  readonly acknowledgeWorkTarget: CivilDay;
  readonly acknowledged: CivilDay | null;
  readonly acknowledgedByChannel: boolean;
  readonly feedbackBy: CivilDay;
  readonly feedbackWorkTarget: CivilDay;
  readonly feedback: CivilDay | null;
  readonly articleAcknowledge: string;
  readonly articleFeedback: string;
  readonly next: NextDate;
  readonly owner: string | null;
  readonly recipients: readonly string[];
  readonly heads: readonly WireHead[];
  /** Sealed kind-6 objects as entries of form 2: only the page learns what was decided. */
  readonly decisions: readonly string[];
  /** The day until which the case is kept. */
  readonly keptUntil: CivilDay;
  /** Whether a hold stands. */
  readonly held: boolean;
  /** Orders that wait for a colleague's word. */
  readonly ordersWaiting: number;
  /** Readers of this case who are away, or will be. */
  readonly away: readonly AwayLine[];
  /** Duties over whose date every reader is away. */
  readonly uncovered: readonly Duty[];
}

export type Duty = "acknowledge" | "feedback";

/** Civil days, both included. */
export interface AwayLine {
  readonly officer: string;
  readonly from: CivilDay;
  readonly to: CivilDay;
}

export interface CasesAnswer {
  readonly day: CivilDay;
  readonly cases: readonly WireCase[];
}

export interface MailAnswer {
  readonly transport: string;
  readonly host: string | null;
  readonly port: number | null;
  readonly security: string | null;
  readonly rule: "discreet" | "constant";
  readonly configured: boolean;
  readonly problem: string | null;
  readonly outbox: { readonly waiting: number; readonly failed: number };
  readonly lastSent: CivilDay | null;
  readonly breaker: string;
}

export interface TickLine {
  readonly name: string;
  readonly lastDay: CivilDay | null;
  /** "ok", or a number of the list of errors. */
  readonly result: string;
}

export interface OfficerKeyLine {
  readonly display: string;
  readonly role: number;
  /** Last day of the certificate; null where there is none. */
  readonly certificateTo: CivilDay | null;
}

/** When something was last tried, whether that went well, and when it last did. */
export interface UpkeepLine {
  readonly lastDay: CivilDay | null;
  readonly lastWell: boolean;
  readonly wellDay: CivilDay | null;
}

export interface StatusAnswer {
  readonly day: CivilDay;
  readonly ticks: readonly TickLine[];
  readonly directory: { readonly seq: number; readonly expires: CivilDay } | null;
  readonly officers: readonly OfficerKeyLine[];
  /** In steps of 256 MiB. */
  readonly disk: { readonly freeMib: number; readonly watermarkMib: number };
  /** The next working days on which nobody is in who receives every report. */
  readonly gap: { readonly from: CivilDay; readonly to: CivilDay } | null;
  readonly upkeep: { readonly backup: UpkeepLine; readonly drill: UpkeepLine };
  /** Days that are over for three days at least. */
  readonly totals: { readonly from: CivilDay; readonly to: CivilDay; readonly days: readonly { readonly day: CivilDay; readonly reports: number }[] };
}

export interface SessionLine {
  readonly session: string;
  readonly started: CivilDay;
  readonly lastUsed: CivilDay;
  readonly current: boolean;
}

export interface SessionsAnswer {
  readonly sessions: readonly SessionLine[];
}

export interface AbsenceAnswer {
  readonly away: { readonly from: CivilDay; readonly to: CivilDay } | null;
}

/** Everything that hangs on a passphrase, made anew. */
export interface PassphraseRequest {
  readonly nonce: string;
  readonly oldSignature: string;
  readonly newSignature: string;
  readonly loginKey: string;
  readonly salt: string;
  readonly memoryKib: number;
  readonly iterations: number;
  readonly vkId: string;
  readonly vkWrap: string;
  readonly ifVersion: number;
  readonly version: number;
  readonly vault: string;
}

export interface TestMailAnswer {
  readonly ok: boolean;
  readonly code: string;
}

export interface SetUpAnswer {
  /** Languages that pages and mails have. */
  readonly languages: readonly string[];
  readonly day: CivilDay;
  readonly memoryKib: number;
  readonly iterations: number;
  readonly mail: SetUpMail;
}

/** How mail is set, and the number of what is wrong with it. */
export interface SetUpMail {
  readonly transport: string;
  readonly host: string | null;
  readonly port: number | null;
  readonly security: string | null;
  readonly problem: string | null;
}

export interface InvitationAnswer {
  readonly account: string;
  readonly display: string;
  readonly role: number;
  readonly mail: string;
  readonly locale: string;
  readonly orgId: string;
  readonly rootKey: string;
  readonly day: CivilDay;
  readonly memoryKib: number;
  readonly iterations: number;
}

export interface InvitationWish {
  readonly account: string;
  readonly display: string;
  readonly role: number;
  readonly mail: string;
  readonly locale: string;
  readonly trainedOn: CivilDay | null;
  readonly decision: string | null;
}

export interface InvitationMade {
  readonly invitationId: string;
  /** The one-time code's 16 bytes; it stands nowhere else. */
  readonly secret: string;
  readonly expiresOn: CivilDay;
}

export interface WirePerson {
  readonly officerId: string | null;
  readonly invitationId: string | null;
  readonly account: string;
  readonly display: string;
  readonly role: number;
  readonly mail: string;
  readonly state: "invited" | "expired" | "enrolled" | "listed" | "active" | "deactivated";
  readonly listed: boolean;
  readonly fingerprint: string | null;
  readonly keyUntil: CivilDay | null;
  readonly expiresOn: CivilDay | null;
  readonly trainedOn: CivilDay | null;
  readonly decision: string | null;
  readonly self: boolean;
}

export interface PeopleAnswer {
  readonly people: readonly WirePerson[];
  readonly directory: { readonly seq: number; readonly issued: CivilDay; readonly expires: CivilDay } | null;
  readonly next: "ready" | "unchanged" | "nobody" | "intake" | "no-root";
  readonly open: boolean;
  readonly fingerprint: string | null;
  readonly names: Readonly<Record<string, string>>;
  readonly addresses: readonly string[];
  /** SHA-256 of the offline sealer that intake gives out, 64 hexadecimal digits. */
  readonly sealer: string | null;
}

export interface PublishedAnswer {
  readonly seq: number;
  readonly fingerprint: string;
}

/** A recovery as everybody who is signed in sees it; days are civil days, names as on screen. */
export interface WireRecovery {
  readonly recoveryId: string;
  readonly lost: string;
  readonly newcomer: string;
  readonly reason: number;
  readonly askedBy: string;
  readonly askedOn: CivilDay;
  readonly agreedBy: string | null;
  readonly agreedOn: CivilDay | null;
  readonly storedOn: CivilDay | null;
  readonly withdrawnOn: CivilDay | null;
  readonly endsOn: CivilDay;
  readonly state: "asked" | "agreed" | "stored" | "withdrawn" | "ended";
  /** While it is asked for, whether the one who reads this may agree. */
  readonly you: "allowed" | "same-person" | "concerned" | "needs-dpo" | "not-for-this-role" | null;
}

export interface RecoveriesAnswer {
  readonly recoveries: readonly WireRecovery[];
  readonly lost: readonly { readonly officerId: string; readonly name: string }[];
  readonly newcomers: readonly { readonly officerId: string; readonly name: string }[];
}

export interface RecoveryWish {
  readonly lost: string;
  readonly newcomer: string;
  readonly reason: number;
}

export interface RecoveryStored {
  readonly stored: number;
  readonly alreadyThere: number;
  readonly notTaken: number;
}

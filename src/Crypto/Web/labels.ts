/**
 * Every label of SIC-1 used in the browser, once. A label separates one use of a hash or key from all others;
 * the table of the specification lists the same ones. Imported as a whole (`import * as Label`): a page then holds those that it uses.
 */
export const org = "sic1/org";
export const root = "sic1/root";
export const officerFingerprint = "sic1/isk";
export const key = "sic1/key";
export const code = "sic1/code";
export const mailbox = "sic1/mailbox";
export const auth = "sic1/auth-ed25519";
export const kem = "sic1/kem-xwing";
export const lookup = "sic1/lookup";
export const transcript = "sic1/th";
export const objectHash = "sic1/oh";
export const bodyKey = "sic1/k-body";
export const bodyContext = "sic1/body";
export const containerKey = "sic1/k-container";
export const containerContext = "sic1/container";
export const parts = "sic1/parts";
export const commitment = "sic1/commit";
export const wrap = "sic1/wrap";
export const directory = "sic1/dir";
export const logLeaf = "sic1/leaf";
export const passphraseKek = "sic1/kek-pass";
export const loginSeed = "sic1/login";
export const signObject = "sic1/sig/object";
export const signDirectory = "sic1/sig/dir";
export const signCertificate = "sic1/sig/cert";
export const signFreshness = "sic1/sig/fresh";
export const signRoot = "sic1/sig/root";
export const signRootLost = "sic1/sig/root-lost";
export const signRecovery = "sic1/sig/recovery";
export const signReceipt = "sic1/sig/receipt";
export const signExport = "sic1/sig/export";
export const signGenesis = "sic1/sig/genesis";
export const signCandidate = "sic1/sig/candidate";
export const signLogin = "sic1/sig/login";
export const signOfficerLogin = "sic1/sig/officer-login";

/** Any of them. */
export type Any = `sic1/${string}`;

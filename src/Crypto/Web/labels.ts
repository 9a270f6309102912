/**
 * Every label of SIC-1 used in the browser, once. A label separates one use of a hash or key from all others;
 * the table of the specification lists the same ones.
 */
export const Label = {
  org: "sic1/org",
  root: "sic1/root",
  officerFingerprint: "sic1/isk",
  key: "sic1/key",
  code: "sic1/code",
  mailbox: "sic1/mailbox",
  auth: "sic1/auth-ed25519",
  kem: "sic1/kem-xwing",
  lookup: "sic1/lookup",
  transcript: "sic1/th",
  objectHash: "sic1/oh",
  bodyKey: "sic1/k-body",
  bodyContext: "sic1/body",
  containerKey: "sic1/k-container",
  containerContext: "sic1/container",
  parts: "sic1/parts",
  commitment: "sic1/commit",
  wrap: "sic1/wrap",
  directory: "sic1/dir",
  logLeaf: "sic1/leaf",
  passphraseKek: "sic1/kek-pass",
  loginSeed: "sic1/login",
  signObject: "sic1/sig/object",
  signDirectory: "sic1/sig/dir",
  signCertificate: "sic1/sig/cert",
  signFreshness: "sic1/sig/fresh",
  signRoot: "sic1/sig/root",
  signReceipt: "sic1/sig/receipt",
  signExport: "sic1/sig/export",
  signGenesis: "sic1/sig/genesis",
  signCandidate: "sic1/sig/candidate",
  signLogin: "sic1/sig/login",
  signOfficerLogin: "sic1/sig/officer-login",
} as const;

export type Label = (typeof Label)[keyof typeof Label];

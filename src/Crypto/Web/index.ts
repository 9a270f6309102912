/** The crypto of the reporter's and the officer's pages: SIC-1 without document, network or storage. */
export { wipe, equal, hex, type Bytes } from "./bytes.ts";
export { SicError, failureOf, type FailureClass } from "./failure.ts";
export { systemEntropy, type Entropy, type KeyPair } from "./primitives.ts";
export {
  createSecret, deriveCodeKeys, formatCode, readCode, wipeCodeKeys,
  type CodeKeys, type CodeReading, type CodeSuggestion,
} from "./code.ts";
export {
  freshnessDays, graceDays, verifyDirectoryDocument,
  type Directory, type DirectoryOptions, type DirectoryVerdict, type DirectoryWarning, type Officer, type OfficerKey,
} from "./directory.ts";
export {
  ChannelUse, fingerprintOf, Role, type ChannelKey, type DirectoryStatement, type StatedOfficer,
} from "./directorystatement.ts";
export { signCertificate, type Certificate } from "./certificate.ts";
export { signFreshness } from "./freshness.ts";

/**
 * The crypto of the reporter's and the officer's pages: SIC-1 without document, network or storage. Functions that may
 * fail throw SicError with a failure class; `verifyDirectoryDocument` and `readCode` never throw.
 */
export { equal, hex, reporterId, wipe, type Bytes } from "./bytes.ts";
export { failureOf, SicError, type FailureClass } from "./failure.ts";
export { systemEntropy, type Entropy, type KeyPair } from "./primitives.ts";
export { civilDate, civilDay, civilDayIn, type CivilDate } from "./civilday.ts";
export { acknowledgeBy, feedbackBy } from "./deadlines.ts";
export {
  createSecret, deriveCodeKeys, formatCode, readCode, wipeCodeKeys,
  type CodeKeys, type CodeReading, type CodeSuggestion,
} from "./code.ts";
export {
  freshnessDays, graceDays, verifyDirectoryDocument,
  type Directory, type DirectoryOptions, type DirectoryVerdict, type DirectoryWarning, type Officer, type OfficerKey,
} from "./directory.ts";
export {
  ChannelUse, fingerprintOf, officerFingerprintOf, Role, type ChannelKey, type DirectoryStatement, type StatedOfficer,
} from "./directorystatement.ts";
export { findDirectory, parseChain, type DirectoryHistory, type HistoryOptions } from "./history.ts";
export { logOrigin, maximumCheckpoint, signsCheckpoints, verifyCheckpoint, type Checkpoint } from "./checkpoint.ts";
export { holds, KeysEntryKind, putLog, standingSince, tilePlaces, unlogged, unloggedChain, type KeysEntry, type KeysLog, type LogStanding } from "./keyslog.ts";
export { Mode, ObjectKind, type ChainHead, type ObjectHeader, type Recipient } from "./objectheader.ts";
export {
  Decision, NoteType, NoticeTemplate, ReporterAct,
  type AcknowledgementContent, type Answer, type ChannelNoticeContent, type Content, type DecisionContent, type FeedbackContent,
  type NoteContent, type OfficerContent, type ReplyContent, type ReportContent, type ReporterMessageContent,
} from "./content.ts";
export { sealContainer, wipeContainer, type ContainerInput, type ContainerPart, type ContainerSealing, type ContainerSource, type SealedContainer } from "./container.ts";
export { containerLength, partCount, partLength, partSize } from "./containerlength.ts";
export { openFile, verifyContainer, type ContainerKey, type FileEntry, type PartDigests, type PartReader } from "./fileopening.ts";
export { isFileName, toFileName, type ManifestRow } from "./manifest.ts";
export { encodePart, encodePartsQuestion, encodeReadPart, readHeldParts, readPartAnswer, readPartBytes, uploadIdLength, UploadRefusal, type HeldParts, type PartAnswer } from "./upload.ts";
export { maximumContent } from "./sealedbody.ts";
export {
  dropsRecipient, sealReport, sealReporterMessage, wipeSealed,
  type ReporterMessageInput, type ReportInput, type SealedForPut,
} from "./sealing.ts";
export { encodeSealedReport, maximumSealedReport, readSealedReport, type SealedReport } from "./sealedreport.ts";
export { signControl, signRemoval, type ControlInput, type RemovalInput } from "./clearsealing.ts";
export { Action, order, type ControlContent, type RemovalContent } from "./controlcontent.ts";
export { mayBeErased } from "./objectheader.ts";
export { quietDays } from "./takenaway.ts";
export { type OpenedRecovery } from "./recovery.ts";
export { openMailbox, type OpenedMailbox } from "./mailboxopening.ts";
export { type ItemState, type OpenedItem } from "./reading.ts";
export { officerLoginKey, signOfficerLogin, signReporterLogin, type OfficerLoginInput, type ReporterLoginInput } from "./login.ts";
export { receiptLength, verifyReceipt, type Receipt } from "./receipt.ts";
export { PutRefusal, readPutAnswer, type PutAnswer } from "./putanswer.ts";
export { openCase, type OpenedCase } from "./caseopening.ts";
export { openDecision, type OpenedDecision } from "./decisionopening.ts";
export { type GrantContent } from "./grantcontent.ts";
export { mayBeGranted, sealGrant, type GrantInput, type SealedGrant } from "./grantsealing.ts";
export { sealOfficerObject, type OfficerObjectInput } from "./officersealing.ts";
export { openVault, reopenVault, sealVault, wipeVault, type OpenVaultInput } from "./vault.ts";
export { rekeyVault, wrapVaultKey, type PassphraseWrapInput, type RekeyedVault, type RekeyInput } from "./vaultkey.ts";
export { createPassphrase } from "./passphrasewords.ts";
export { createEncryptionKey, type Draft, type EncryptionKey, type UnlockedVault, type VaultReport } from "./vaultcodec.ts";
export { type PassphraseParameters } from "./passphraseparameters.ts";
export { keepDraft, layAside, mergeVault, pinDirectory, rememberReport, takeBack } from "./vaultmerge.ts";
export { parseGenesis, type Genesis } from "./genesis.ts";
export { enrol, type EnrolmentInput, type EnrolmentMade } from "./enrolment.ts";
export { signFreshness } from "./freshness.ts";
export { signCertificate, type Certificate } from "./certificate.ts";
export { parseAgeRecipient, type AgeRecipientReading } from "./agerecipient.ts";
export { AgeSealing } from "./agefile.ts";
export { signManifest, verifyExport, type ExportManifest, type ManifestFile, type VerifiedExport } from "./exportmanifest.ts";
export { digest } from "./primitives.ts";

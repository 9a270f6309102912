# ./dev fuzz [--count N]: a million damaged inputs for every decoder, and for the reader of forms, in C#. INTEGRITY_FUZZ_SEED repeats a run.
source eng/dev/prerequisites.sh
source eng/dev/build.sh

count=1000000
while [ $# -gt 0 ]; do
  case "$1" in
    --count) count=${2:?--count needs a number}; shift 2 ;;
    *) echo "./dev fuzz does not know \"$1\". It takes --count N." >&2; exit 2 ;;
  esac
done
case "$count" in '' | *[!0-9]* | 0*) echo "--count needs a number above 0, not \"$count\"." >&2; exit 2 ;; esac

ensure_prerequisites run
build_programs tests/Crypto.Tests/Crypto.Tests.csproj tests/Intake.Tests/Intake.Tests.csproj
export INTEGRITY_FUZZ=$count
"$(program Crypto.Tests)" -noLogo -noColor -class IntegrityChannel.Crypto.Tests.Fuzz.DecoderFuzzTests
"$(program Intake.Tests)" -noLogo -noColor -class IntegrityChannel.Intake.Tests.Forms.FormScannerTests

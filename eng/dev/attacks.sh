# ./dev attacks: the table of attacks in docs/soundness.md, from the list that the tests hold themselves to.
node eng/attacks.mjs

package plantest

import "math/rand/v2"

// NewRandom returns the same random numbers for the same seed.
func NewRandom(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 7)) } //nolint:gosec // Tests have to be repeatable.

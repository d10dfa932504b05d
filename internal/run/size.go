package run

import "fmt"

// maxRequest is how large a request may be. It admits the observed state of large
// platforms: gRPC's default of 4 MiB ends at some 800 managed resources, field
// ownership included.
const maxRequest = 32 << 20

// maxResponse is how large an answer may be, with all that this function and those
// before it want. Crossplane takes gRPC's default of 4 MiB and cannot be told
// otherwise: of more, it would say no more than ResourceExhausted. What is left of
// it is for functions that may follow.
// https://github.com/crossplane/crossplane/issues/6392
const maxResponse = 4<<20 - 64<<10

// tooLarge says what to do about a platform whose resources take too much room.
func tooLarge(size, resources int) string {
	return fmt.Sprintf("spec.services: the platform is too large, nothing was changed: its %d resources take %.2f MiB on the way to Crossplane, which takes %.2f MiB; shorten env and command of services, or give some services a platform of their own",
		resources, mebibytes(size), mebibytes(maxResponse))
}

func mebibytes(n int) float64 { return float64(n) / (1 << 20) }

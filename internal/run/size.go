package run

import (
	"fmt"

	fnv1 "github.com/crossplane/function-sdk-go/proto/v1"
	"google.golang.org/protobuf/proto"

	"github.com/xplatform-dev/xplatform/internal/wire"
)

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

// DefaultMaxResources is how many resources a platform may have unless the function
// is told otherwise. It is more than fit into an answer where services are of usual
// size, and keeps a claim of many small rules from taking the memory of all others:
// every call brings all that is observed.
const DefaultMaxResources = 3000

// tooLarge says what to do about a platform that has too many resources, or whose
// resources take too much room, or nothing.
func (f *Function) tooLarge(rsp *fnv1.RunFunctionResponse) string {
	resources := len(rsp.GetDesired().GetResources())
	if f.MaxResources > 0 && resources > f.MaxResources {
		return fmt.Sprintf("spec.services: the platform is too large, nothing was changed: it has %d resources, and a platform may have %d (the functions' flag --max-resources); give some services a platform of their own",
			resources, f.MaxResources)
	}
	if size := proto.Size(rsp); size > maxResponse {
		return fmt.Sprintf("spec.services: the platform is too large, nothing was changed: its %d resources take %.2f MiB on the way to Crossplane, which takes %.2f MiB; shorten env and command of services, or give some services a platform of their own",
			resources, mebibytes(size), mebibytes(maxResponse))
	}
	return ""
}

// seal encodes the objects of an answer that is to be sent.
func (f *Function) seal(rsp *fnv1.RunFunctionResponse) error {
	if !f.Sealed {
		return nil
	}
	return wire.Seal(rsp)
}

func mebibytes(n int) float64 { return float64(n) / (1 << 20) }

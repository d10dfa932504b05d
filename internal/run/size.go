package run

import (
	"fmt"

	fnv1 "github.com/crossplane/function-sdk-go/proto/v1"
	"google.golang.org/protobuf/proto"

	"github.com/xplatform-dev/xplatform/internal/wire"
)

// maxRequest is the maximum size of a request. It allows the observed state of
// large platforms: gRPC's default of 4 MiB is reached at some 800 managed
// resources, field ownership included.
const maxRequest = 32 << 20

// maxResponse is the maximum size of a response, with the desired resources of
// this function and those before it. Crossplane has gRPC's limit of 4 MiB,
// which is not configurable: beyond it, it reports ResourceExhausted alone. The
// rest is reserved for functions that may follow.
// https://github.com/crossplane/crossplane/issues/6392
const maxResponse = 4<<20 - 64<<10

// DefaultMaxResources is the default limit of the number of resources of a
// platform. It is more than fit into a response with services of usual size,
// and prevents a claim with many small rules from using the memory of all
// others: every call contains all observed resources.
const DefaultMaxResources = 3000

// tooLarge returns the fault of a platform with too many resources, or whose
// resources are too large, or an empty string.
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

// seal encodes the objects of a response before it is sent, and decodes those of any
// other response.
func (f *Function) seal(rsp *fnv1.RunFunctionResponse) error {
	if !f.Sealed {
		return wire.Open(rsp)
	}
	return wire.Seal(rsp)
}

func mebibytes(n int) float64 { return float64(n) / (1 << 20) }

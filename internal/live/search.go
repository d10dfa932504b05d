package live

import (
	"strings"

	"github.com/xplatform-dev/xplatform/internal/name"
)

// Search is the OpenSearch domain.
type Search struct{ resource }

// Search returns the OpenSearch domain.
func (s State) Search() Search { return Search{s.resource(name.Search)} }

// Endpoint returns the DNS name of the domain.
func (s Search) Endpoint() string { return s.status("endpoint") }

// EngineVersion returns the version that the domain runs, such as 2.17.
func (s Search) EngineVersion() string { return withoutPrefix(s.status("engineVersion")) }

// EngineVersionOrRequested returns the version that the domain runs, or the requested
// one if AWS reports none.
func (s Search) EngineVersionOrRequested() string {
	return withoutPrefix(reportedOr(s.status("engineVersion"), s.requested("engineVersion")))
}

// RequestedName returns the name of the domain.
func (s Search) RequestedName() string { return s.requested("domainName") }

// RequestedMasterUserARN returns the ARN of the role that administers the domain.
func (s Search) RequestedMasterUserARN() string {
	return s.requested("advancedSecurityOptions", "masterUserOptions", "masterUserArn")
}

// RequestedInstances returns the number of data nodes, or 0 if it is unknown.
func (s Search) RequestedInstances() int64 {
	return number(s.requested("clusterConfig", "instanceCount"))
}

// AutoTune returns the state of Auto-Tune.
func (s Search) AutoTune() string { return s.status("autoTuneOptions", "desiredState") }

// RequestedAutoTune returns the state of Auto-Tune that was requested.
func (s Search) RequestedAutoTune() string { return s.requested("autoTuneOptions", "desiredState") }

// IOPS returns the IOPS of a volume, or the requested ones if AWS reports none.
func (s Search) IOPS() int64 {
	return number(reportedOr(s.status("ebsOptions", "iops"), s.requested("ebsOptions", "iops")))
}

// Throughput returns the throughput of a volume in MiB/s, or the requested one if AWS
// reports none.
func (s Search) Throughput() int64 {
	return number(reportedOr(s.status("ebsOptions", "throughput"), s.requested("ebsOptions", "throughput")))
}

// openSearchPrefix precedes versions of OpenSearch.
const openSearchPrefix = "OpenSearch_"

// withoutPrefix returns the number of an engine version.
func withoutPrefix(version string) string { return strings.TrimPrefix(version, openSearchPrefix) }

package edge

import (
	"slices"

	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

// TLS is the certificate of the HTTPS listener, and its validation.
type TLS struct {
	// InUse is the ARN that the listener has: that of the wanted certificate
	// once it is valid, until then the one that the listener has already.
	InUse string

	// Certificate is requested for the claim's domain. It is nil where the claim
	// brings a certificate of its own.
	Certificate *Certificate

	// Records prove the ownership of the certificate's names.
	Records []ValidationRecord

	// Aliases point the names at the load balancer.
	Aliases []Alias

	// Further are certificates that the listener chooses by name.
	Further []FurtherCertificate
}

// A Certificate is one that the platform requests.
type Certificate struct {
	Key        name.Key
	Validation name.Key
	Names      []string

	// Proofs are the DNS names of the records that prove the ownership.
	Proofs []string

	// BlockedOn says what must be known before the validation can be created.
	BlockedOn plan.Blockers
}

// A ValidationRecord is one DNS record that AWS asks for.
type ValidationRecord struct {
	Key               name.Key
	HostedZoneID      string
	Name, Type, Value string
}

// An Alias points a name at the load balancer.
type Alias struct {
	Key          name.Key
	HostedZoneID string
	Name, Type   string

	// Target and TargetZone are the DNS name of the load balancer, and its zone.
	Target, TargetZone string

	// BlockedOn says what must be known before the record can be created.
	BlockedOn plan.Blockers
}

// A FurtherCertificate is one that the listener chooses by name.
type FurtherCertificate struct {
	Key name.Key
	ARN string
}

func (t TLS) blockers() plan.Blockers {
	if t.InUse == "" {
		return plan.Blockers{{Why: "a valid certificate"}}
	}
	return nil
}

func (e *Plan) planTLS(seen live.State) {
	spec := e.Spec.Edge
	for _, arn := range e.furtherCertificates(seen) {
		e.TLS.Further = append(e.TLS.Further, FurtherCertificate{Key: name.ListenerCertificate(arn), ARN: arn})
	}
	e.TLS.InUse = spec.CertificateARN
	if d := spec.Domain; d != nil {
		names := plan.CertificateNames(d.Name, d.AlternativeNames)
		e.planCertificate(names, seen)
		e.planAliases(names, seen)
	}
	e.leaveCertificates(seen)
	e.noteOutsideZone(seen)
}

// furtherCertificates are those of the claim, and the main one where it was a
// further one before: AWS refuses to take the listener's default certificate
// off its list.
func (e *Plan) furtherCertificates(seen live.State) []string {
	out := slices.Clone(e.Spec.Edge.CertificateARNs)
	if main := e.Spec.Edge.CertificateARN; main != "" && seen.Has(name.ListenerCertificate(main)) {
		out = append(out, main)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// planAliases points every name at the load balancer, in the families that it
// has.
func (e *Plan) planAliases(names []string, seen live.State) {
	types := []string{"A"}
	if e.LoadBalancer.DualStack {
		types = append(types, "AAAA")
	}
	hosted := e.Spec.Edge.Domain.HostedZoneID
	target, zone := seen.LoadBalancer().DNSName(), seen.LoadBalancer().ZoneID()
	for _, n := range names {
		for _, t := range types {
			a := Alias{Key: name.DNSRecord(hosted, n, t), HostedZoneID: hosted, Name: n, Type: t, Target: target, TargetZone: zone}
			if target == "" || zone == "" {
				a.BlockedOn = plan.Blockers{{On: name.LoadBalancer, Field: "DNS name"}}
			}
			e.TLS.Aliases = append(e.TLS.Aliases, a)
		}
	}
}
